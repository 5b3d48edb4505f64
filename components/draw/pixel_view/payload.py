"""What the browser gets of an image's pixels."""

from typing import TypedDict


class Camera(TypedDict):
    """What of the image is shown, and how."""

    left: float  # columns of the image left of what is shown
    top: float  # rows above it
    visible: float  # rows that are shown, and columns
    apart: float  # 1 shows the channels one behind the other, 0 as one image
    axes: float  # 1 shows rows, columns and channels, counted
    stack: int  # images in the batch, of which the first is shown


class Payload(TypedDict):
    """An image, and the camera to which the view moves."""

    side: int  # rows, and columns
    channels: int
    pixels: str  # base64 of (side, side, channels) levels from 0 to 255
    camera: Camera
    center: list[float]  # row and column at which the slider zooms in
    zoom_control: str  # the label of the slider that zooms; empty where there is none
    words: dict[str, str]
