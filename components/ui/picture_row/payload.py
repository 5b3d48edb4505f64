"""What the browser gets of small pictures in a row."""

from typing import TypedDict


class Picture(TypedDict):
    """One picture and its words."""

    rows: int
    columns: int
    levels: str  # base64, a byte a value
    words: str


class Payload(TypedDict):
    """Pictures of one kind."""

    pictures: list[Picture]
    signed: bool  # 128 is 0
    pick: bool
