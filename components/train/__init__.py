"""What the page /train shows."""
