"""What the page /network shows."""
