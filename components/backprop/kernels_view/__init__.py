"""Small kernels in rows and one color scale, which shows which of them changed."""

import numpy as np

from components.ui.widget_bridge import widget
from components.ui.wire_format import pack_numbers
from models.nn.arrays import Array


def kernels_view(rows: list[tuple[str, Array, list[str]]], words: dict[str, str], key: str) -> None:
    """Show kernels as small images: blue below zero, orange above.

    Args:
        rows: of a title, kernels ``(count, side, side)``, and a caption under each kernel.
        words: of the view.
        key: of the widget.
    """
    limit = max(float(np.abs(kernels).max()) for _, kernels, _ in rows) or 1.0
    widget("kernels_view")(
        key=key,
        data={
            "limit": limit,
            "side": rows[0][1].shape[-1],
            "rows": [
                {
                    "title": title,
                    "values": pack_numbers(np.asarray(kernels, float)),
                    "captions": captions,
                }
                for title, kernels, captions in rows
            ],
            "words": words,
        },
    )
