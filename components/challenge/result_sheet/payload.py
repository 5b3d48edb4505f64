"""The payload of the page to print or save: a challenge's digit, network and figures."""

from typing import TypedDict

from components.challenge.shift_grid.payload import Condition


class Layer(TypedDict):
    """A layer as code, and what it has to learn."""

    code: str
    shape: str
    parameters: str


class Payload(TypedDict):
    """All that stands on the page."""

    side: int  # rows of an image, and columns
    images: str  # base64 of (25, side, side) levels from 0 to 255; the middle one is not shifted
    label: int | None
    predictions: list[int]
    layers: list[Layer]
    conditions: list[Condition]
    training: str  # how it was trained, in a sentence
    passed: bool
    when: float  # milliseconds since 1970
    words: dict[str, str]
