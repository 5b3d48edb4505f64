"""What the browser gets with the address bar's helper."""

from typing import TypedDict


class Payload(TypedDict):
    """Nothing: it works by itself."""
