"""Arrays: the array type of every computation, and how to make one read-only."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating | np.integer]
Mask = NDArray[np.bool_]
Mask = NDArray[np.bool_]
Indices = NDArray[np.intp]


def readonly(values: ArrayLike, dtype: type | None = None) -> Array:
    """Return the values as a read-only array, so that a trace cannot change.

    An array that is read-only already, with all it is a view of, is returned as it is;
    anything else is copied.

    >>> readonly([1, 2]).flags.writeable
    False
    """
    if isinstance(values, np.ndarray):
        given = cast("Array", values)
        if _is_readonly(given) and dtype in (None, given.dtype):
            return given
    array = np.array(values, dtype=dtype)
    array.flags.writeable = False
    return array


def _is_readonly(values: Array) -> bool:
    """Return whether the array, and every array it is a view of, is read-only."""
    viewed: object = values
    while isinstance(viewed, np.ndarray):
        if viewed.flags.writeable:
            return False
        viewed = viewed.base
    return True


def aligned(values: Array, to: int = 64) -> Array:
    """Return a read-only copy at an address divisible by 64: TensorFlow shares no other memory.

    >>> aligned(np.arange(3)).ctypes.data % 64
    0
    """
    memory = np.empty(values.nbytes + to, np.uint8)
    first = -memory.ctypes.data % to
    array = memory[first : first + values.nbytes].view(values.dtype).reshape(values.shape)
    array[...] = values
    memory.flags.writeable = array.flags.writeable = False
    return array


def shape_text(shape: tuple[int | None, ...]) -> str:
    """Return a shape as Python shows it, with ``None`` for an axis of any length.

    >>> shape_text((None, 784))
    '(None, 784)'
    """
    return repr(tuple(shape))
