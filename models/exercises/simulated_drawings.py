"""Simulated drawings: test digits placed on the pad as a learner might draw them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

from models.data.datasets import load_examples
from models.data.mnist_preprocessing import SIDE, trace_preparation
from models.nn.arrays import Array
from models.nn.network import predict, shipped_layers

MIN_SIZE, MAX_SIZE = 8, SIDE  # pixels of the ink's longer side
MNIST_SIZE = 20
MAX_DRAWINGS = 500
SHOWN = 6

POSITIONS: dict[str, tuple[float, float]] = {
    "in the middle": (0.5, 0.5),
    "top left": (0.0, 0.0),
    "top right": (0.0, 1.0),
    "bottom left": (1.0, 0.0),
    "bottom right": (1.0, 1.0),
}
"""Positions of the ink on the pad: the fraction of free rows above it and columns before it."""

PREPROCESSING = ("none", "box", "mnist")
"""Unchanged; longer side 20 pixels and bounding box centered; center of mass centered."""


@dataclass(frozen=True, eq=False)
class SimulatedDrawings:
    """Simulated drawings, preprocessed in three ways, and the network's predictions."""

    labels: Array  # (n,)
    shown: dict[str, Array]  # by PREPROCESSING, the first few: (few, 28, 28), 0 to 1
    predictions: dict[str, Array]  # (n,), digits

    def accuracy(self, preprocessing: str) -> float:
        """Return the fraction that is classified correctly."""
        return float((self.predictions[preprocessing] == self.labels).mean())


def draw_digit(digit: Array, size: int, position: str) -> Array:
    """Place a digit on an empty pad.

    Args:
        digit: (28, 28), 0 to 255.
        size: pixels of its ink's longer side.
        position: a key of ``POSITIONS``.

    Returns:
        (28, 28), 0 to 1.
    """
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    ink = digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = (max(1, round(length * size / max(ink.shape))) for length in ink.shape)
    scaled = Image.fromarray(ink).resize((width, height), Image.Resampling.BILINEAR)
    down, right = POSITIONS[position]
    top, left = round((SIDE - height) * down), round((SIDE - width) * right)
    pad = np.zeros((SIDE, SIDE))
    pad[top : top + height, left : left + width] = np.asarray(scaled) / 255
    return pad


@lru_cache(64)
def simulate_drawings(size: int, position: str, count: int) -> SimulatedDrawings:
    """Draw the first test images, preprocess each in three ways, and predict their classes.

    Args:
        size: pixels of the ink's longer side, 8 to 28.
        position: a key of ``POSITIONS``.
        count: how many, at most 500.

    Raises:
        ValueError: another size, position or count.
    """
    if not MIN_SIZE <= size <= MAX_SIZE:
        raise ValueError(f"a drawing is {MIN_SIZE} to {MAX_SIZE} pixels large, got {size}")
    if position not in POSITIONS:
        raise ValueError(f"a drawing lies {', '.join(POSITIONS)}, not {position!r}")
    if not 1 <= count <= MAX_DRAWINGS:
        raise ValueError(f"there are 1 to {MAX_DRAWINGS} drawings, not {count}")
    test = load_examples("mnist", "test")
    pads = np.stack([draw_digit(digit, size, position) for digit in test.images[:count]])
    prepared = {"none": pads, **_preprocessed(pads)}
    predictions = {
        name: predict(pictures, shipped_layers()).argmax(axis=1)
        for name, pictures in prepared.items()
    }
    shown = {name: pictures[:SHOWN].copy() for name, pictures in prepared.items()}
    return SimulatedDrawings(test.labels[:count], shown, predictions)


def _preprocessed(pads: Array) -> dict[str, Array]:
    traces = [trace_preparation(pad) for pad in pads]
    return {
        "box": np.stack([center_bounding_box(trace.scaled) for trace in traces]),
        "mnist": np.stack([trace.centered for trace in traces]),
    }


def center_bounding_box(scaled: Array) -> Array:
    """Center the ink's bounding box in 28 × 28."""
    top, left = ((SIDE - length) // 2 for length in scaled.shape)
    picture = np.zeros((SIDE, SIDE))
    picture[top : top + scaled.shape[0], left : left + scaled.shape[1]] = scaled
    return picture
