"""Packing: many numbers on their way to the browser, small and exact to the digits shown."""

import base64

import numpy as np

from models.arrays import Array


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
    content = np.asarray(values if kind == "f8" else steps, f"<{kind}").tobytes()
    return {
        "kind": kind,
        "digits": digits,
        "bytes": base64.b64encode(content).decode("ascii"),
    }
