"""What the browser gets of a run's curves to save."""

from typing import TypedDict


class Payload(TypedDict):
    """The curves, and what stands above them; None is a value that is no number."""

    title: str
    lines: list[str]
    step: list[int]
    held_out_step: list[int]
    steps: int
    loss: list[float | None]
    accuracy: list[float | None]
    held_out_loss: list[float | None]
    held_out_accuracy: list[float | None]
