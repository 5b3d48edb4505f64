"""What the page /weights shows."""
