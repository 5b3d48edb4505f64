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
    revision: int  # of the picture; another one starts at its own position
    picture: int  # the CRC-32 of the ink levels that the values are of
