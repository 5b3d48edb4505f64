"""Checks of texts and files, which `make lint` runs: ``python -m checks``."""
