"""What the page / shows."""
