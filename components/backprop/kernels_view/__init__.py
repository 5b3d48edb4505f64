"""Small kernels in rows, in one scale, so that one sees which of them moved."""

import numpy as np

from components.ui.widget_bridge import widget
from components.ui.wire_format import pack_numbers
from models.nn.arrays import Array


def kernels_view(rows: list[tuple[str, Array, list[str]]], key: str) -> None:
    """Show kernels as small pictures: blue below zero, orange above.

    Args:
        rows: each with its title, its kernels, (n, rows, columns), and a word under each kernel.
        key: one a place.
    """
    most = max(float(np.abs(kernels).max()) for _, kernels, _ in rows) or 1.0
    widget("kernels_view")(
        key=key,
        data={
            "most": most,
            "side": rows[0][1].shape[-1],
            "rows": [
                {"title": title, "values": pack_numbers(np.asarray(kernels, float)), "words": words}
                for title, kernels, words in rows
            ],
        },
    )
