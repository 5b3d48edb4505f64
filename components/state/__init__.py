"""What is kept of a learner's session, and the controls that show it."""
