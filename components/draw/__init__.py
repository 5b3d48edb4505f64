"""What the page /draw shows."""
