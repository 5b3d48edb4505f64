"""What the browser gets of an image's journey through the network."""

from typing import TypedDict

from components.ui.wire_format import BrowserNetwork, PackedNumbers


class Connections(TypedDict):
    """A layer's strongest products, the strongest first."""

    units: int
    places: PackedNumbers  # (count,): input * units + unit
    values: PackedNumbers  # (count,)


class Payload(TypedDict):
    """An image, every number on its way to an answer, and how far the picture is to grow."""

    side: int  # rows of the image, and columns
    image: PackedNumbers  # (side * side,), exact, before it is shifted
    source: str  # whose image it is: "example" or "drawing"
    shift: int  # columns by which the image is moved to the right
    shift_control: str  # the label of the slider that moves it; empty where there is none
    answer: str
    classes: list[str]
    hidden: PackedNumbers  # (units,) outputs of the hidden layer
    probabilities: PackedNumbers  # (classes,)
    connections: list[Connections]  # of each layer
    growth: float  # where the picture grows to: 1 image, 2 vector, 3 neurons, 4 answer
    network: BrowserNetwork | None
    words: dict[str, str]
