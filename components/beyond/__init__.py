"""What the page /beyond shows."""
