"""What the browser gets to store of the session."""

from typing import TypedDict


class Payload(TypedDict):
    """What outlives a reload."""

    id: str
    said: str
    recalled: bool
    asks: int
    session: str
