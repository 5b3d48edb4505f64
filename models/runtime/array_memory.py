"""Array memory: the bytes that trained networks take in this process."""

import weakref

from models.nn.arrays import Array

_arrays: dict[int, weakref.ref] = {}


def hold(array: Array) -> None:
    """Track an array until it is garbage-collected."""
    place = id(array)
    _arrays[place] = weakref.ref(array, lambda _: _arrays.pop(place, None))


def held_bytes() -> int:
    """Return the bytes of all tracked arrays that are alive.

    >>> import numpy as np
    >>> before, array = held_bytes(), np.zeros(1000, np.float32)
    >>> hold(array)
    >>> held_bytes() - before
    4000
    >>> del array
    >>> held_bytes() - before
    0
    """
    arrays = (reference() for reference in list(_arrays.values()))
    return sum(array.nbytes for array in arrays if array is not None)
