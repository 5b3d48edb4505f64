"""What the browser gets of a small network's drawing; lengths are in squares."""

from typing import TypedDict

Point = tuple[float, float]


class Ribbon(TypedDict):
    """A row of the image on its way to the vector."""

    points: list[Point]
    opacity: float


# By a call, as "from" is a word of Python's.
Edge = TypedDict(
    "Edge",
    {"from": Point, "to": Point, "width": float, "below": bool, "opacity": float, "words": str},
)


class Cell(TypedDict):
    """A value of the image or of the vector."""

    at: Point
    shade: int
    text: str
    words: str


class Unit(TypedDict):
    """An output."""

    at: Point
    text: str
    words: str


class Title(TypedDict):
    """What stands above a column."""

    at: Point
    text: str


class Payload(TypedDict):
    """Where everything stands, and its words."""

    width: float
    height: float
    ribbons: list[Ribbon]
    edges: list[Edge]
    cells: list[Cell]
    units: list[Unit]
    titles: list[Title]
    radius: float
    label: str
    hint: str
