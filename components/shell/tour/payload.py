"""What the browser gets of a page's tour."""

from typing import TypedDict


class Note(TypedDict):
    """A note beside one thing of the page."""

    target: str  # a CSS selector
    words: str


class Payload(TypedDict):
    """A page's notes, in order."""

    page: str
    notes: list[Note]
    words: dict[str, str]
