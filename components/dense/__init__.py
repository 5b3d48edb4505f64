"""What the page /dense shows."""
