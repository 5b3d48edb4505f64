"""Digits that go through the lessons: the puzzle's 7, and the learner's own."""

from functools import cache, lru_cache

import numpy as np

from components.state.session import Session
from models.data.datasets import load_examples
from models.data.image_files import as_digit
from models.nn.arrays import Array, readonly

PAD = ("28×28", "gray")  # on which the learner draws it
REMEMBERED = 28 * 28 * 3  # values an image may have whose digit is remembered
EXAMPLE = 0  # the first test image of MNIST: moved by 6 pixels, its 7 is whole and misread


@cache
def example_digit() -> Array:
    """Return the 7 of the puzzle, (28, 28), from 0 to 1."""
    return readonly(load_examples("mnist", "test").images[EXAMPLE] / 255)


def own_digit(session: Session) -> Array | None:
    """Return the learner's drawing as the network reads it, (28, 28); None while it is blank."""
    levels = session.drawing.pictures[PAD]
    return prepared_digit(levels / 255) if levels.any() else None


def prepared_digit(image: Array) -> Array:
    """Return an image as `as_digit` prepares it, once for all parts of a page that show it.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, 3)``, values from 0 to 1.

    Returns:
        ``(28, 28)``.
    """
    if image.size > REMEMBERED:
        return as_digit(image)
    return _prepared(np.asarray(image, float).tobytes(), image.shape)


@lru_cache(maxsize=100)  # of 13 kB each
def _prepared(values: bytes, shape: tuple[int, ...]) -> Array:
    return as_digit(np.frombuffer(values).reshape(shape))
