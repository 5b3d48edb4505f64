"""The payload of the grid of shifted images."""

from typing import Literal, TypedDict


class Condition(TypedDict):
    """A condition of the challenge, and whether it is met."""

    text: str
    state: Literal["open", "met", "missed"]


class Images(TypedDict):
    """Images in five rows of five."""

    side: int  # rows of an image, and columns
    images: str  # base64 of (25, side, side) levels from 0 to 255
    names: list[str]  # of each image


class Payload(Images):
    """The images, what each was predicted to be, and how the training goes."""

    label: int | None  # the digit that all of them are; None where they differ, or nothing is said
    predictions: list[int]  # of each image; none while nothing was predicted
    hasGuides: bool  # whether lines show the middle of each image
    conditions: list[Condition]
    status: str
    accuracies: list[float]  # on validation images, after each epoch
    epochs: int  # of the training; 0 shows no curve
    target: float  # accuracy
    words: dict[str, str]
