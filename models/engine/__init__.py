"""The training itself in TensorFlow and Keras; only workers import it."""
