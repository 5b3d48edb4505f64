"""What the browser gets of small pictures in a row."""

from typing import TypedDict


class Mark(TypedDict):
    """A square of a picture that is framed."""

    row: int
    column: int
    side: int


class Picture(TypedDict):
    """One picture and its words."""

    rows: int
    columns: int
    levels: str  # base64, a byte a value
    words: str
    signed: bool  # 128 is 0
    mark: Mark | None
    numbers: list[str]  # written in its cells, row by row; none are written where it is empty


class Payload(TypedDict):
    """Pictures in a row, or in the box of a scene's stage."""

    pictures: list[Picture]
    pick: bool
    fills: bool  # they are as large as the box allows
    lines: list[str]  # below them
