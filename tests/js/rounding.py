"""Golden vectors of rounding: what NumPy and Python's formats make of numbers."""

import numpy as np

from components.ui.wire_format import pack_rounded, unpack_numbers
from tests.js.vectors import Vectors


def rounded_numbers() -> Vectors:
    """Round random numbers, numbers halfway between two, and numbers too large to be packed."""
    vectors, rng = Vectors(), np.random.default_rng(4)
    halfway = np.concatenate([np.arange(-40, 41) / 8, np.arange(-9, 10) + 0.5, [0.0, -0.0, 1e15]])
    for digits in (0, 1, 2, 4, 6, 8):
        for values in (halfway, rng.normal(0, 30, 300), rng.normal(0, 1e9, 20)):
            vectors.cases.append(
                {
                    "digits": digits,
                    "values": vectors.array(values),
                    "rounded": vectors.array(values.round(digits)),
                    "packed": vectors.array(unpack_numbers(pack_rounded(values, digits))),
                    "texts": [f"{value:.{digits}f}" for value in values],
                }
            )
    return vectors
