"""What the page /myths shows."""
