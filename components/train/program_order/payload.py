"""What the browser gets of a program whose lines are to be brought into order."""

from typing import TypedDict


class Payload(TypedDict):
    """Lines, in an order that the learner changes, and what became of the last one checked."""

    lines: list[str]
    order: list[int]  # indices of the lines, as they are shown until the learner moves one
    revision: int  # grows when Python sets the order
    stopped: int | None  # index of the line at which it goes wrong
    error: str  # what Python prints there; empty where there is no error
    isRight: bool
    words: dict[str, str]
