"""What the page /pitfalls shows."""
