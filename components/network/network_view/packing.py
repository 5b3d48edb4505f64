"""Packing: many numbers on their way to the browser, small and exact to the digits shown."""

import numpy as np

from components.ui.widget_bridge import packed
from models.nn.arrays import Array


def packed_numbers(values: Array, digits: int) -> dict[str, object]:
    """Write numbers as whole steps of the last digit shown, two or four bytes each.

    Python rounds, so the browser shows Python's own digits. What no whole number can hold
    travels as it is, eight bytes each.

    Args:
        values: ``(count,)``.
        digits: decimals to be shown.
    """
    steps = np.rint(np.asarray(values, float) * 10**digits)
    largest = np.abs(steps).max(initial=0)
    kind = "i2" if largest < 2**15 else "i4" if largest < 2**31 else "f8"
    content = np.ascontiguousarray(values if kind == "f8" else steps, f"<{kind}")
    return {
        "kind": kind,
        "digits": digits,
        "bytes": packed(content.view(np.uint8)),
    }
