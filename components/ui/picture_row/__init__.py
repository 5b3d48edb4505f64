"""Widget: small images, each with a caption; gray, or numbers around 0 in two colors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from components.ui.picture_row.payload import Mark, Payload, Picture
from components.ui.widget_bridge import packed, widget, widget_event
from models.config.parsers import is_integer_in
from models.nn.arrays import Array


@dataclass(frozen=True, eq=False)
class Figure:
    """An image on a stage."""

    values: Array  # (rows, columns), 0 to 1, or −1 to 1 where signed
    words: str  # its caption
    signed: bool = False
    mark: Mark | None = None
    numbers: Sequence[str] = ()  # written in its cells, row by row


def gray_levels(image: Array, *, signed: bool) -> Array:
    """Return an image in 256 levels; of numbers around 0, that is the middle one, 128."""
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

    figures = [Figure(image, words, signed) for image, words in pictures]
    widget("picture_row")(
        key=key,
        data=_payload(figures, pick=on_pick is not None),
        **({"on_picked_change": on_event} if on_pick else {}),
    )


def picture_stage(
    figures: Sequence[Figure], lines: Sequence[str] = (), key: str = "picture_stage"
) -> None:
    """Show images in the box of a scene's stage, as large as it allows.

    Args:
        figures: from left to right.
        lines: below them; the last one stands out.
        key: one a place.
    """
    widget("picture_row")(key=key, data=_payload(figures, fills=True, lines=lines))


def _payload(
    figures: Sequence[Figure],
    *,
    pick: bool = False,
    fills: bool = False,
    lines: Sequence[str] = (),
) -> Payload:
    return {
        "pick": pick,
        "fills": fills,
        "lines": list(lines),
        "pictures": [_picture(figure) for figure in figures],
    }


def _picture(figure: Figure) -> Picture:
    rows, columns = figure.values.shape
    return {
        "rows": rows,
        "columns": columns,
        "levels": packed(gray_levels(figure.values, signed=figure.signed)),
        "words": figure.words,
        "signed": figure.signed,
        "mark": figure.mark,
        "numbers": list(figure.numbers),
    }
