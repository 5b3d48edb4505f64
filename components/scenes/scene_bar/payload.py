"""What the browser gets with the bar that turns scenes."""

from typing import TypedDict


class Payload(TypedDict):
    """The scene that is shown, of how many, and what the bar says."""

    lesson: str
    scene: int  # from 1
    scenes: int
    hasNext: bool  # whether a lesson follows
    words: dict[str, str]
