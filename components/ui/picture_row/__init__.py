"""Small pictures in a row, each with its words: grey, or weights in two colours."""

from collections.abc import Callable

import numpy as np

from components.ui.widget_bridge import packed, reported, widget
from models.nn.arrays import Array


def levels_of(image: Array, signed: bool) -> Array:
    """Write a picture in 256 levels; of weights the one in the middle, 128, is 0."""
    if signed:
        return np.rint(np.clip(image, -1, 1) * 127 + 128)
    return np.rint(np.clip(image, 0, 1) * 255)


def picture_row(
    pictures: list[tuple[Array, str]],
    key: str,
    on_pick: Callable[[int], None] | None = None,
    signed: bool = False,
) -> None:
    """Show pictures side by side.

    Args:
        pictures: values 0 to 1, (rows, columns), each with what to say under it.
        key: one a place.
        on_pick: called with a picture's place when the learner picks it; None lets them only look.
        signed: whether they are weights, −1 to 1: blue below 0, orange above.
    """

    def pick() -> None:
        event = reported(key, "picked")
        place = event.get("place") if isinstance(event, dict) else None
        if type(place) is int and 0 <= place < len(pictures):  # True would be 1
            on_pick(place)

    widget("picture_row")(
        key=key,
        data={
            "pick": on_pick is not None,
            "signed": signed,
            "pictures": [
                {
                    "rows": image.shape[0],
                    "columns": image.shape[1],
                    "levels": packed(levels_of(image, signed)),
                    "words": words,
                }
                for image, words in pictures
            ],
        },
        **({"on_picked_change": pick} if on_pick else {}),
    )
