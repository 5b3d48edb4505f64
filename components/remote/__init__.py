"""Asking workers from a page: polling, progress, retry, the check with Keras."""
