"""What the lesson /step shows."""
