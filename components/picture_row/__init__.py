"""Small pictures in a row, each with its words."""

import numpy as np

from components.browser import packed, widget
from models.arrays import Array


def picture_row(pictures: list[tuple[Array, str]], key: str) -> None:
    """Show grey pictures side by side.

    Args:
        pictures: values 0 to 1, (rows, columns), each with what to say under it.
        key: one a place.
    """
    widget("picture_row")(
        key=key,
        data={
            "pictures": [
                {
                    "rows": image.shape[0],
                    "columns": image.shape[1],
                    "levels": packed(np.rint(np.clip(image, 0, 1) * 255)),
                    "words": words,
                }
                for image, words in pictures
            ]
        },
    )
