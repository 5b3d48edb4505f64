"""Helpers without state: lesson text, numbers, charts, the bridge to the browser's widgets."""
