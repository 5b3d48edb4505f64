"""Array memory: the bytes that trained networks take in this process."""

import weakref

from models.nn.arrays import Array


class ArrayMemory:
    """Counts the bytes of arrays for as long as they live.

    >>> import numpy as np
    >>> memory, array = ArrayMemory(), np.zeros(1000, np.float32)
    >>> memory.hold(array)
    >>> memory.held_bytes()
    4000
    >>> del array
    >>> memory.held_bytes()
    0
    """

    def __init__(self) -> None:
        self._arrays: dict[int, weakref.ref] = {}

    def hold(self, array: Array) -> None:
        """Count an array until it is garbage-collected."""
        place, arrays = id(array), self._arrays
        arrays[place] = weakref.ref(array, lambda _: arrays.pop(place, None))

    def held_bytes(self) -> int:
        """Return the bytes of all counted arrays that are alive."""
        arrays = (reference() for reference in list(self._arrays.values()))
        return sum(array.nbytes for array in arrays if array is not None)


networks = ArrayMemory()
"""Of this process: every network that was trained here, or handed back by a tab."""

hold, held_bytes = networks.hold, networks.held_bytes
