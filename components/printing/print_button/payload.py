"""What the browser gets of the print button."""

from typing import TypedDict


class Payload(TypedDict):
    """The words on it."""

    words: dict[str, str]
