"""Array memory: the bytes that trained networks take in this process."""

import weakref

from models.nn.arrays import Array


class ArrayMemory:
    """Counts the bytes of arrays for as long as they live.

    >>> import numpy as np
    >>> memory, array = ArrayMemory(), np.zeros(1000, np.float32)
    >>> memory.track(array)
    >>> memory.tracked_bytes()
    4000
    >>> del array
    >>> memory.tracked_bytes()
    0
    """

    def __init__(self) -> None:
        self._arrays: dict[int, weakref.ref] = {}

    def track(self, array: Array) -> None:
        """Count an array until it is garbage-collected."""
        key, arrays = id(array), self._arrays
        arrays[key] = weakref.ref(array, lambda _: arrays.pop(key, None))

    def tracked_bytes(self) -> int:
        """Return the bytes of all counted arrays that are alive."""
        arrays = (reference() for reference in list(self._arrays.values()))
        return sum(array.nbytes for array in arrays if array is not None)


networks = ArrayMemory()
"""Every network of this process: those trained here, and those restored from a tab."""

track, tracked_bytes = networks.track, networks.tracked_bytes
