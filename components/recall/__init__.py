"""What the page /recall shows."""
