"""What the page /experiments shows."""
