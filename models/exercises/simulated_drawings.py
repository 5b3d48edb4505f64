"""Simulated drawings: test digits laid on the pad as a learner might draw them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

from models.data.datasets import examples
from models.data.mnist_preprocessing import SIDE, trace_preparation
from models.nn.arrays import Array
from models.nn.network import predict, shipped_layers

LEAST_SIZE, MOST_SIZE = 8, SIDE  # pixels of the ink's longer side
MNIST_SIZE = 20
MOST_DRAWINGS = 500
SHOWN = 6

PLACES: dict[str, tuple[float, float]] = {
    "in the middle": (0.5, 0.5),
    "top left": (0.0, 0.0),
    "top right": (0.0, 1.0),
    "bottom left": (1.0, 0.0),
    "bottom right": (1.0, 1.0),
}
"""Where on the pad the ink lies: the share of the free rows above it and columns before it."""

PREPARATIONS = ("none", "box", "mnist")
"""As it is; the longer side 20 pixels and the box in the middle; the centre of mass there."""


@dataclass(frozen=True, eq=False)
class Drawings:
    """Simulated drawings, prepared in three ways, and what the lesson's network says to each."""

    labels: Array  # (n,)
    shown: dict[str, Array]  # by PREPARATIONS, the first few: (few, 28, 28), 0 to 1
    said: dict[str, Array]  # (n,), digits

    def right(self, preparation: str) -> float:
        """Give the share that is read right."""
        return float((self.said[preparation] == self.labels).mean())


def drawn(digit: Array, size: int, place: str) -> Array:
    """Lay a digit on an empty pad.

    Args:
        digit: (28, 28), 0 to 255.
        size: pixels of its ink's longer side.
        place: a key of ``PLACES``.

    Returns:
        (28, 28), 0 to 1.
    """
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    ink = digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = (max(1, round(length * size / max(ink.shape))) for length in ink.shape)
    scaled = Image.fromarray(ink).resize((width, height), Image.Resampling.BILINEAR)
    down, right = PLACES[place]
    top, left = round((SIDE - height) * down), round((SIDE - width) * right)
    pad = np.zeros((SIDE, SIDE))
    pad[top : top + height, left : left + width] = np.asarray(scaled) / 255
    return pad


@lru_cache(64)
def simulated(size: int, place: str, count: int) -> Drawings:
    """Draw the first test images anew, prepare each in three ways, and let the network read.

    Args:
        size: pixels of the ink's longer side, 8 to 28.
        place: a key of ``PLACES``.
        count: how many, at most 500.

    Raises:
        ValueError: another size, place or count.
    """
    if not LEAST_SIZE <= size <= MOST_SIZE:
        raise ValueError(f"a drawing is {LEAST_SIZE} to {MOST_SIZE} pixels large, got {size}")
    if place not in PLACES:
        raise ValueError(f"a drawing lies {', '.join(PLACES)}, not {place!r}")
    if not 1 <= count <= MOST_DRAWINGS:
        raise ValueError(f"there are 1 to {MOST_DRAWINGS} drawings, not {count}")
    test = examples("mnist", "test")
    pads = np.stack([drawn(digit, size, place) for digit in test.images[:count]])
    prepared = {"none": pads, **_prepared(pads)}
    said = {
        name: predict(pictures, shipped_layers()).argmax(axis=1)
        for name, pictures in prepared.items()
    }
    shown = {name: pictures[:SHOWN].copy() for name, pictures in prepared.items()}
    return Drawings(test.labels[:count], shown, said)


def _prepared(pads: Array) -> dict[str, Array]:
    traces = [trace_preparation(pad) for pad in pads]
    return {
        "box": np.stack([in_the_middle(trace.scaled) for trace in traces]),
        "mnist": np.stack([trace.centred for trace in traces]),
    }


def in_the_middle(scaled: Array) -> Array:
    """Lay ink so that its box, whatever the ink in it, is in the middle of 28 × 28."""
    top, left = ((SIDE - length) // 2 for length in scaled.shape)
    picture = np.zeros((SIDE, SIDE))
    picture[top : top + scaled.shape[0], left : left + scaled.shape[1]] = scaled
    return picture
