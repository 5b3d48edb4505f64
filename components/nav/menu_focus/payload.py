"""What the browser gets with the menu's focus."""

from typing import TypedDict


class Payload(TypedDict):
    """Nothing: it works by itself."""
