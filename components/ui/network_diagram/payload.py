"""What the browser gets of a small network's diagram; lengths are in pixels of its image."""

from typing import TypedDict

Point = tuple[float, float]


class Ribbon(TypedDict):
    """A row of the image on its way to the vector."""

    points: list[Point]
    opacity: float


class Edge(TypedDict):
    """A weight."""

    start: Point
    end: Point
    width: float
    is_negative: bool
    opacity: float
    description: str


class Cell(TypedDict):
    """A value of the image or of the vector."""

    position: Point
    shade: int
    text: str
    description: str


class Unit(TypedDict):
    """An output."""

    position: Point
    text: str
    names: dict[str, str]  # what its description has besides the output
    description: str


class Title(TypedDict):
    """The name of a column, above it."""

    position: Point
    text: str


class Layout(TypedDict):
    """All parts, and the size of the whole."""

    width: float
    height: float
    ribbons: list[Ribbon]
    edges: list[Edge]
    cells: list[Cell]
    units: list[Unit]
    titles: list[Title]
    radius: float


class LivePixel(TypedDict):
    """What the browser needs to lay out the same diagram with another value of one pixel."""

    slider: str  # the label of the page's slider that changes it
    pixel: int  # its index
    image: list[float]  # (pixels,)
    kernel: list[float]  # (pixels * units,)
    bias: list[float]  # (units,)
    activation: str


class Payload(Layout):
    """The layout, and its words."""

    label: str
    hint: str
    words: dict[str, str]
    live: LivePixel | None  # None where no slider of the page changes a pixel
