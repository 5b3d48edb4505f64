"""Five rows of five images, what each was predicted to be, and how the training goes."""

import numpy as np

from components.challenge.shift_grid.payload import Images, Payload
from components.ui.widget_bridge import packed, widget
from models.nn.arrays import Array

KEY = "shift_grid"


def image_payload(images: Array, names: list[str]) -> Images:
    """Return images and their names for the grid.

    Args:
        images: ``(25, side, side)``, from 0 to 1.
        names: of each.
    """
    levels = np.rint(images * 255).astype(np.uint8)
    return {"side": images.shape[1], "images": packed(levels), "names": names}


def shift_grid(data: Payload) -> None:
    """Show images, always in the same view, so that it stays from scene to scene."""
    widget("shift_grid")(key=KEY, data=data)
