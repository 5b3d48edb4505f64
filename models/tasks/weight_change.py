"""Weight change: which pixels' weights a training changed, and by how much."""

import numpy as np

from models.nn.arrays import Array


def max_weight_change(before: Array, after: Array) -> Array:
    """Return for each input the largest change of its weights.

    Args:
        before: a kernel, (inputs, units).
        after: the same kernel later.

    Returns:
        (inputs,); exactly 0 where every weight is the same to the last bit.

    >>> max_weight_change(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 3.5]]))
    array([0. , 0.5])
    """
    return np.abs(np.asarray(after, float) - np.asarray(before, float)).max(axis=1)
