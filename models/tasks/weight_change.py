"""Moved: which pixels' weights a training has changed, and how far."""

import numpy as np

from models.nn.arrays import Array


def moved(before: Array, after: Array) -> Array:
    """Say for each input how far the farthest of its weights went.

    Args:
        before: a kernel, (inputs, units).
        after: the same kernel later.

    Returns:
        (inputs,); exactly 0 where every weight is the same to the last bit.

    >>> moved(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 3.5]]))
    array([0. , 0.5])
    """
    return np.abs(np.asarray(after, float) - np.asarray(before, float)).max(axis=1)
