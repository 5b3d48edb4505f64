"""What the page /inside shows."""
