"""What the page /flatten shows."""
