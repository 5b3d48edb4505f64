"""Widget: small images in a row, each with a caption; gray, or weights in two colors."""

from collections.abc import Callable

import numpy as np

from components.ui.widget_bridge import packed, widget, widget_event
from models.config.parsers import is_integer_in
from models.nn.arrays import Array


def gray_levels(image: Array, *, signed: bool) -> Array:
    """Return an image in 256 levels; of weights, 0 is the middle one, 128."""
    if signed:
        return np.rint(np.clip(image, -1, 1) * 127 + 128)
    return np.rint(np.clip(image, 0, 1) * 255)


def picture_row(
    pictures: list[tuple[Array, str]],
    key: str,
    on_pick: Callable[[int], None] | None = None,
    *,
    signed: bool = False,
) -> None:
    """Show images side by side.

    Args:
        pictures: values 0 to 1, (rows, columns), each with its caption.
        key: the widget's.
        on_pick: called with the index of a picked image; None makes none pickable.
        signed: whether they are weights, −1 to 1: blue below 0, orange above.
    """

    def on_event() -> None:
        event = widget_event(key, "picked")
        index = event.get("place") if isinstance(event, dict) else None
        # True would be 1.
        if on_pick and is_integer_in(index, 0, len(pictures) - 1):
            on_pick(index)

    widget("picture_row")(
        key=key,
        data={
            "pick": on_pick is not None,
            "signed": signed,
            "pictures": [
                {
                    "rows": image.shape[0],
                    "columns": image.shape[1],
                    "levels": packed(gray_levels(image, signed=signed)),
                    "words": words,
                }
                for image, words in pictures
            ],
        },
        **({"on_picked_change": on_event} if on_pick else {}),
    )
