"""What the browser gets of the digits on the wall."""

from typing import TypedDict


class Payload(TypedDict):
    """Images with their labels, in the order of the data set."""

    side: int  # rows of an image, and columns
    count: int
    images: str  # base64 of (count, side, side) levels from 0 to 255
    labels: str  # a digit for each
    words: dict[str, str]
