"""What the browser gets with the page's language."""

from typing import TypedDict


class Payload(TypedDict):
    """The language that the page's words are in."""

    language: str  # as in ``<html lang>``
    original: dict[str, str]  # what Streamlit writes
    words: dict[str, str]  # the same in the page's language
