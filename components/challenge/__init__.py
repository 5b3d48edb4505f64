"""What the page /challenge shows."""
