"""What the browser gets with a presenter's keys."""

from typing import TypedDict


class Payload(TypedDict):
    """Nothing: it works by itself."""
