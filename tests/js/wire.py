"""Golden vectors of the wire format: what Python packs, and what must come out of it."""

import numpy as np

from components.ui.wire_format import pack_numbers, pack_rounded, unpack_numbers
from tests.js.vectors import Vectors


def packed_numbers() -> Vectors:
    """Pack numbers of every kind, rounded and exact."""
    vectors = Vectors()
    rng = np.random.default_rng(18)
    values = np.concatenate([rng.normal(size=50), [0.0, -0.0, 1e-300, np.pi]])
    packed = [
        pack_numbers(values),
        pack_numbers(values.astype(np.float32)),
        pack_numbers(np.array([np.nan, np.inf, -np.inf])),
        pack_numbers(np.array([])),
        pack_rounded(values, 2),
        pack_rounded(values * 1000, 4),
        pack_rounded(values * 1e9, 4),
        pack_rounded(rng.integers(-9, 9, 20).astype(float), 0),
    ]
    for each in packed:
        vectors.cases.append({"packed": each, "values": vectors.array(unpack_numbers(each))})
    return vectors
