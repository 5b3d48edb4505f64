"""Memory layout: strides and copies, and why two summation orders agree to six decimals only."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array


@dataclass(frozen=True)
class ArrayView:
    """One way to flatten an image, and what it did in memory."""

    code: str
    vector: Array  # (values,)
    copied: int  # bytes; 0 where the vector shares the image's memory
    strides: tuple[int, ...]  # bytes from one value to the next, along each axis before it


ACCESS_PATTERNS: dict[str, Callable[[Array], Array]] = {
    "image.reshape(-1)": lambda image: image,
    "image.T.reshape(-1)": lambda image: image.T,
    "image[::-1].reshape(-1)": lambda image: image[::-1],
    "image[:, 1:].reshape(-1)": lambda image: image[:, 1:],
}
"""Views of an image before it is flattened, keyed by the code that flattens them."""


def flatten_access(image: Array, code: str) -> ArrayView:
    """Flatten one view of an image, and report whether a copy was made.

    Args:
        image: ``(rows, columns)``, contiguous.
        code: a key of ``ACCESS_PATTERNS``.

    >>> view = flatten_access(np.zeros((28, 28)), "image.reshape(-1)")
    >>> view.copied, view.strides
    (0, (224, 8))
    """
    view = ACCESS_PATTERNS[code](image)
    vector = view.reshape(-1)
    shared = np.shares_memory(vector, image)
    return ArrayView(code, vector, 0 if shared else vector.nbytes, view.strides)


def sequential_sum(products: Array) -> np.float32:
    """Add float32 numbers from first to last, rounding after each, as a loop would.

    Args:
        products: ``(n,)``.
    """
    return np.cumsum(products, dtype=np.float32)[-1]


SUMMATION_ORDERS: dict[str, Callable[[Array], np.floating]] = {
    "first to last": sequential_sum,
    "last to first": lambda products: sequential_sum(products[::-1]),
    "by size, small ones first": lambda products: sequential_sum(
        products[np.argsort(np.abs(products), kind="stable")]
    ),
    "in pairs, as NumPy does": lambda products: np.sum(products, dtype=np.float32),
    "in float64": lambda products: np.sum(products, dtype=np.float64),
}
"""Orders of adding the same products, each (n,) float32, to one number."""
