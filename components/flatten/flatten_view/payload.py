"""What the browser is sent of an image and its vector."""

from typing import Literal, TypedDict


class Payload(TypedDict):
    """An image, and the order in which it is read."""

    rows: int
    columns: int
    channels: int
    shape: str
    values: list[float]  # row by row, a pixel's channels together
    order: str  # a key of ORDERS
    indices: list[int]  # the pixel at each index of the vector
    axes: list[Literal["row", "col", "channel"]]  # the outermost first
    line: Literal["row", "column"]
    lineLength: int
    brightest: float
    digits: int
    position: int  # values in the vector
    revision: int | str  # of the picture; another picture starts at its own position
    picture: int | None  # the CRC-32 of the ink levels that the values are of; None is no drawing
    fills: bool  # whether the view fills the box it is in, instead of being as high as it needs
    target: int | None  # the position that the view moves to; None leaves it to the learner
    lit: int | None  # the index that a scene tells of; None lights what is pointed at
    player: bool  # whether the flight's controls are shown
    words: dict[str, str]
