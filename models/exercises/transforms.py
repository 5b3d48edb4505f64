"""Transforms: images shifted or read in another order, and the network's accuracy on them."""

from collections.abc import Callable
from functools import cache

import numpy as np

from models.data.datasets import load_examples
from models.data.input_encoding import pixel_order
from models.nn.arrays import Array, Indices
from models.nn.network import predict, shipped_layers

SIDE = 28
MAX_SHIFT = 8  # pixels
EVAL_IMAGES = 2000  # test images, the first

DIRECTIONS: dict[str, tuple[int, int]] = {
    "right": (0, 1),
    "left": (0, -1),
    "down": (1, 0),
    "up": (-1, 0),
}
"""Directions to shift an image: the step in rows and in columns."""

IndexPermutation = Callable[[Indices], Indices]

READ_ORDERS: dict[str, IndexPermutation] = {
    "row by row": lambda grid: grid,
    "column by column": lambda grid: grid.T,
    "every row from right to left": lambda grid: grid[:, ::-1],
    "last row first": lambda grid: grid[::-1],
    "shuffled": lambda grid: grid.reshape(-1)[pixel_order(grid.size)].reshape(grid.shape),
}
"""Orders in which an image is read; each permutes a grid of pixel indices.

Reshaped row by row, an image read in this order is what the network's input looks like.
"""


def shift(images: Array, direction: str, by: int) -> Array:
    """Shift images; pixels leaving on one side are lost, zeros enter on the other.

    Args:
        images: (…, rows, columns).
        direction: a key of ``DIRECTIONS``.
        by: pixels.

    Raises:
        ValueError: no such direction.

    >>> shift(np.array([[1, 2], [3, 4]]), "right", 1)
    array([[0, 1],
           [0, 3]])
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"a picture is shifted {', '.join(DIRECTIONS)}, not {direction!r}")
    down, right = (step * by for step in DIRECTIONS[direction])
    return shift_by(images, down, right)


def shift_by(images: Array, down: int, right: int) -> Array:
    """Shift images in both directions at once, as `shift` does in one.

    Args:
        images: (…, rows, columns).
        down: pixels; below 0 it is up.
        right: pixels; below 0 it is left.

    >>> shift_by(np.array([[1, 2], [3, 4]]), -1, 1)
    array([[0, 3],
           [0, 0]])
    """
    rows, columns = images.shape[-2:]
    moved = np.zeros_like(images)
    moved[..., max(down, 0) : rows + min(down, 0), max(right, 0) : columns + min(right, 0)] = (
        images[..., max(-down, 0) : rows - max(down, 0), max(-right, 0) : columns - max(right, 0)]
    )
    return moved


def shifts(most: int) -> list[tuple[int, int]]:
    """Return all shifts down and right by at most so many pixels, row by row.

    >>> len(shifts(2)), shifts(1)[:4], shifts(1)[4]
    (25, [(-1, -1), (-1, 0), (-1, 1), (0, -1)], (0, 0))
    """
    steps = range(-most, most + 1)
    return [(down, right) for down in steps for right in steps]


def all_shifts(image: Array, most: int) -> Array:
    """Return an image shifted in every direction, in the order of `shifts`.

    Args:
        image: (rows, columns).
        most: pixels.

    Returns:
        ((2 · most + 1)², rows, columns).
    """
    return np.stack([shift_by(image, *each) for each in shifts(most)])


def randomly_shifted(images: Array, most: int, rng: np.random.Generator) -> Array:
    """Shift each image by a random number of pixels down and right.

    Args:
        images: (n, rows, columns).
        most: pixels in each direction.
        rng: draws the shifts, all equally probable.
    """
    if not most:
        return images
    drawn = rng.integers(-most, most + 1, (len(images), 2))
    moved = np.empty_like(images)
    for each in shifts(most):
        chosen = (drawn == each).all(axis=1)
        moved[chosen] = shift_by(images[chosen], *each)
    return moved


def shift_right(images: Array, by: int) -> Array:
    """Shift images to the right, or to the left below 0, as `shift` does.

    Args:
        images: (…, rows, columns).
        by: pixels.
    """
    return shift(images, "right" if by >= 0 else "left", abs(by))


def reorder(images: Array, reading: str) -> Array:
    """Return images as a network sees them that reads them in another order.

    Args:
        images: (…, 28, 28).
        reading: a key of ``READ_ORDERS``.

    Raises:
        ValueError: no such order.

    >>> grid = np.arange(784).reshape(28, 28)
    >>> reorder(grid, "column by column")[0, :3]
    array([ 0, 28, 56])
    """
    if reading not in READ_ORDERS:
        raise ValueError(f"no order is called {reading!r}; there are {', '.join(READ_ORDERS)}")
    indices = READ_ORDERS[reading](np.arange(SIDE * SIDE).reshape(SIDE, SIDE))
    return images.reshape(*images.shape[:-2], -1)[..., indices]


@cache
def accuracy_shifted(direction: str) -> tuple[float, ...]:
    """Return the network's accuracy on test images at each shift, 0 to 8 pixels."""
    return tuple(_accuracy(shift(_eval_images(), direction, by)) for by in range(MAX_SHIFT + 1))


@cache
def accuracy_reordered(reading: str) -> float:
    """Return the network's accuracy on test images in an order."""
    return _accuracy(reorder(_eval_images(), reading))


def _eval_images() -> Array:
    return load_examples("mnist", "test").images[:EVAL_IMAGES]


def _accuracy(images: Array) -> float:
    predictions = predict(images / 255, shipped_layers()).argmax(axis=1)
    return float((predictions == load_examples("mnist", "test").labels[: len(images)]).mean())
