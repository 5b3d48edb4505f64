"""Arrays: the array type of every computation, and how to make one read-only."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating | np.integer]


def readonly(values: ArrayLike, dtype: type | None = None) -> Array:
    """Return the values as a read-only array, so that a trace cannot change.

    An array that is read-only already, with all it is a view of, is returned as it is;
    anything else is copied.

    >>> readonly([1, 2]).flags.writeable
    False
    """
    if _is_readonly(values) and dtype in (None, values.dtype):
        return values
    array = np.array(values, dtype=dtype)
    array.flags.writeable = False
    return array


def _is_readonly(values: ArrayLike) -> bool:
    """Return whether the array, and every array it is a view of, is read-only."""
    if not isinstance(values, np.ndarray):
        return False
    while isinstance(values, np.ndarray):
        if values.flags.writeable:
            return False
        values = values.base
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
