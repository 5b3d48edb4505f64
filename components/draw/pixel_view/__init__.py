"""Pixels on screen: an image from ink to numbers, with its axes, channels and batch."""

import numpy as np

from components.draw.pixel_view.payload import Camera
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import packed, widget
from models.nn.arrays import Array


def camera(side: int, *, apart: bool = False, axes: bool = False, stack: int = 1) -> Camera:
    """Return a camera that shows a whole image.

    Args:
        side: rows of the image, and columns.
        apart: whether the channels are shown one behind the other.
        axes: whether rows, columns and channels are counted.
        stack: images in the batch.
    """
    return {
        "left": 0.0,
        "top": 0.0,
        "visible": float(side),
        "apart": float(apart),
        "axes": float(axes),
        "stack": stack,
    }


def pixel_view(lesson: Lesson, levels: Array, shown: Camera, *, zoom_control: str = "") -> None:
    """Show an image's pixels; what the learner points at is read out.

    Args:
        lesson: has the view's words.
        levels: (side, side) or (side, side, 3), uint8.
        shown: the camera to which the view moves.
        zoom_control: the label of the page's slider that zooms in on the ink.
    """
    side = len(levels)
    widget("pixel_view")(
        key="pixel_view",
        data={
            "side": side,
            "channels": levels.size // side**2,
            "pixels": packed(levels),
            "camera": shown,
            "center": center_of(levels),
            "zoom_control": zoom_control,
            "words": lesson.words("pixels"),
        },
    )


def center_of(levels: Array) -> list[float]:
    """Return the row and column around which an image's ink lies; its middle if it has none."""
    ink = levels.reshape(len(levels), len(levels), -1).sum(axis=2, dtype=float)
    if not ink.any():
        return [len(levels) / 2, len(levels) / 2]
    rows, columns = np.indices(ink.shape) + 0.5
    return [float((ink * axis).sum() / ink.sum()) for axis in (rows, columns)]
