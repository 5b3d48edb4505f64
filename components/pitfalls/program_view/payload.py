"""What the browser gets of a program on the stage."""

from typing import Literal, TypedDict


class Message(TypedDict):
    """What a program printed, or how it stopped."""

    kind: Literal["printed", "warning", "error"]
    text: str
    marks: list[tuple[int, int, int]]  # from, to, and the number of the sentence about it


class Payload(TypedDict):
    """A program, and what real Keras made of it."""

    lines: list[str]
    changed: list[int]  # indices of the lines that the learner chose
    stopped: int | None  # index of the line with the error
    said: list[Message] | None  # None before it has run
    sentences: list[str]
    note: str  # when it ran, and for how long
    is_pending: bool
    is_failed: bool  # whether it couldn't be run
    is_open: bool  # whether the question was answered
    words: dict[str, str]
    script_words: dict[str, str]
