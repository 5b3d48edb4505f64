"""The payload of the curves' image: a run's curves and the text above them."""

from typing import TypedDict


class Payload(TypedDict):
    """The curves and the text above them; None is a value that is not a number."""

    title: str
    lines: list[str]
    step: list[int]
    validation_step: list[int]
    steps: int
    loss: list[float | None]
    accuracy: list[float | None]
    validation_loss: list[float | None]
    validation_accuracy: list[float | None]
    isTest: bool  # whether they are of the test images
    words: dict[str, str]
