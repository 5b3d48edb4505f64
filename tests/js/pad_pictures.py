"""Golden vectors of pad pictures: their values and checksums, of every size and color."""

import zlib

import numpy as np

from components.state.drawing import COLORS, PADS
from tests.js.vectors import Vectors


def pad_pictures() -> Vectors:
    """Write random pictures of every pad, and an empty one."""
    vectors, rng = Vectors(), np.random.default_rng(28)
    for pad in PADS.values():
        for channels in COLORS.values():
            shape = (pad.side, pad.side, channels)[: 2 if channels == 1 else 3]
            for most in (0, pad.levels):
                levels = rng.integers(0, most, shape, np.uint8, endpoint=True)
                vectors.cases.append(
                    {
                        "side": pad.side,
                        "channels": channels,
                        "levels": pad.levels,
                        "full": pad.full,
                        "pixels": vectors.array(levels),
                        "shape": shape,
                        "image": vectors.array(pad.values(levels)),
                        "light": vectors.array(levels / pad.levels),
                        "checksum": zlib.crc32(levels.tobytes()),
                    }
                )
    return vectors
