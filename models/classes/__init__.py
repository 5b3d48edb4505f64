"""Classes: who sits in the room and what they answered, without knowing anything about them."""
