"""What the page /build shows."""
