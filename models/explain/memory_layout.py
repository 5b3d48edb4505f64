"""Inside: what an array is in memory, and why two ways of adding agree to six decimals only."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array


@dataclass(frozen=True)
class View:
    """One way to make a vector of an image, and what memory had to do for it."""

    code: str
    vector: Array  # (values,)
    copied: int  # bytes; 0 where the vector is the same memory, read another way
    strides: tuple[int, ...]  # bytes from one value to the next, along each axis before it


READINGS: dict[str, Callable[[Array], Array]] = {
    "image.reshape(-1)": lambda image: image,
    "image.T.reshape(-1)": lambda image: image.T,
    "image[::-1].reshape(-1)": lambda image: image[::-1],
    "image[:, 1:].reshape(-1)": lambda image: image[:, 1:],
}
"""How an image is looked at before it is flattened, keyed by the code that does it."""


def flatten_view_of(image: Array, code: str) -> View:
    """Flatten one reading of an image, and look whether a copy had to be made.

    Args:
        image: ``(rows, columns)``, one block of memory.
        code: a key of ``READINGS``.

    >>> view = flatten_view_of(np.zeros((28, 28)), "image.reshape(-1)")
    >>> view.copied, view.strides
    (0, (224, 8))
    """
    looked = READINGS[code](image)
    vector = looked.reshape(-1)
    shared = np.shares_memory(vector, image)
    return View(code, vector, 0 if shared else vector.nbytes, looked.strides)


def sum_one_by_one(products: Array) -> np.float32:
    """Add float32 numbers from first to last, rounding after each: as a loop would.

    Args:
        products: ``(n,)``.
    """
    return np.cumsum(products, dtype=np.float32)[-1]


SUMS: dict[str, Callable[[Array], np.floating]] = {
    "first to last": sum_one_by_one,
    "last to first": lambda products: sum_one_by_one(products[::-1]),
    "by size, small ones first": lambda products: sum_one_by_one(
        products[np.argsort(np.abs(products), kind="stable")]
    ),
    "in pairs, as NumPy does": lambda products: np.sum(products, dtype=np.float32),
    "in float64": lambda products: np.sum(products, dtype=np.float64),
}
"""Orders of adding the same products, each (n,) float32, to one number."""
