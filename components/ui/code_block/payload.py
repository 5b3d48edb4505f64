"""What the browser gets of a script."""

from typing import Literal, TypedDict


class Piece(TypedDict):
    """What a script printed, or how it stopped."""

    kind: Literal["printed", "warning", "error"]
    text: str
    marks: list[tuple[int, int, int]]  # from, to, and the number of the sentence about it


class Payload(TypedDict):
    """A script, and what became of it."""

    title: str
    lines: list[str]
    differs: list[int]
    sign: str
    stopped: int | None
    said: list[Piece] | None
    sentences: list[str]
    note: str
    words: dict[str, str]
