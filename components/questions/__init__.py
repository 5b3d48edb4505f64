"""Questions that are answered first and compared with what happens."""
