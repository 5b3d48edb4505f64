"""What the page /teach shows."""
