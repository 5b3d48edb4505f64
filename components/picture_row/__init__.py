"""Small pictures in a row, each with its words."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from components.browser import packed, widget
from models.arrays import Array


def picture_row(
    pictures: list[tuple[Array, str]], key: str, on_pick: Callable[[int], None] | None = None
) -> None:
    """Show grey pictures side by side.

    Args:
        pictures: values 0 to 1, (rows, columns), each with what to say under it.
        key: one a place.
        on_pick: called with a picture's place when the learner picks it; None lets them only look.
    """

    def pick() -> None:
        event = (st.session_state.get(key) or {}).get("picked")
        place = event.get("place") if isinstance(event, dict) else None
        if type(place) is int and 0 <= place < len(pictures):  # True would be 1
            on_pick(place)

    widget("picture_row")(
        key=key,
        data={
            "pick": on_pick is not None,
            "pictures": [
                {
                    "rows": image.shape[0],
                    "columns": image.shape[1],
                    "levels": packed(np.rint(np.clip(image, 0, 1) * 255)),
                    "words": words,
                }
                for image, words in pictures
            ],
        },
        **({"on_picked_change": pick} if on_pick else {}),
    )
