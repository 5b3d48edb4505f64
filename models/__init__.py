"""The mathematics and the Keras side of Unrolled; nothing in here knows a screen."""
