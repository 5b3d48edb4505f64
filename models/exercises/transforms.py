"""Changed: pictures shifted or read in another order, as the lesson's network gets them."""

from collections.abc import Callable
from functools import cache

import numpy as np

from models.data.datasets import examples
from models.data.input_encoding import pixel_order
from models.nn.arrays import Array
from models.nn.network import predict, shipped_layers

SIDE = 28
MOST_SHIFT = 8  # pixels
JUDGES = 2000  # test images, the first

DIRECTIONS: dict[str, tuple[int, int]] = {
    "right": (0, 1),
    "left": (0, -1),
    "down": (1, 0),
    "up": (-1, 0),
}
"""Which way a picture is shifted: the step in rows and in columns."""

Places = Callable[[Array], Array]

READINGS: dict[str, Places] = {
    "row by row": lambda grid: grid,
    "column by column": lambda grid: grid.T,
    "every row from right to left": lambda grid: grid[:, ::-1],
    "last row first": lambda grid: grid[::-1],
    "shuffled": lambda grid: grid.reshape(-1)[pixel_order(grid.size)].reshape(grid.shape),
}
"""Orders in which a picture is read; each turns a grid of the pixels' places into another.

Refolded row by row, a picture so read is what the network takes it for.
"""


def shifted(images: Array, direction: str, by: int) -> Array:
    """Shift pictures; what leaves on one side is lost, and the dark comes in on the other.

    Args:
        images: (…, rows, columns).
        direction: a key of ``DIRECTIONS``.
        by: pixels.

    Raises:
        ValueError: no such direction.

    >>> shifted(np.array([[1, 2], [3, 4]]), "right", 1)
    array([[0, 1],
           [0, 3]])
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"a picture is shifted {', '.join(DIRECTIONS)}, not {direction!r}")
    down, right = (step * by for step in DIRECTIONS[direction])
    rows, columns = images.shape[-2:]
    moved = np.zeros_like(images)
    moved[..., max(down, 0) : rows + min(down, 0), max(right, 0) : columns + min(right, 0)] = (
        images[..., max(-down, 0) : rows - max(down, 0), max(-right, 0) : columns - max(right, 0)]
    )
    return moved


def reordered(images: Array, reading: str) -> Array:
    """Give pictures as a network sees them that reads them in another order.

    Args:
        images: (…, 28, 28).
        reading: a key of ``READINGS``.

    Raises:
        ValueError: no such order.

    >>> grid = np.arange(784).reshape(28, 28)
    >>> reordered(grid, "column by column")[0, :3]
    array([ 0, 28, 56])
    """
    if reading not in READINGS:
        raise ValueError(f"no order is called {reading!r}; there are {', '.join(READINGS)}")
    places = READINGS[reading](np.arange(SIDE * SIDE).reshape(SIDE, SIDE))
    return images.reshape(*images.shape[:-2], -1)[..., places]


@cache
def accuracy_shifted(direction: str) -> tuple[float, ...]:
    """Say how many test images the lesson's network reads right at each shift, 0 to 8 pixels."""
    return tuple(_share(shifted(_judges(), direction, by)) for by in range(MOST_SHIFT + 1))


@cache
def accuracy_reordered(reading: str) -> float:
    """Say how many test images the lesson's network reads right in an order."""
    return _share(reordered(_judges(), reading))


def _judges() -> Array:
    return examples("mnist", "test").images[:JUDGES]


def _share(images: Array) -> float:
    said = predict(images / 255, shipped_layers()).argmax(axis=1)
    return float((said == examples("mnist", "test").labels[: len(images)]).mean())
