"""Arrays: what every part of the lesson passes on to the next."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating | np.integer]


def frozen(values: ArrayLike, dtype: type | None = None) -> Array:
    """Return the values as an array nobody can change, so that a trace stays what was computed.

    An array that is read-only already, with all it is a view of, is returned as it is;
    anything else is copied.

    >>> frozen([1, 2]).flags.writeable
    False
    """
    if _read_only(values) and dtype in (None, values.dtype):
        return values
    array = np.array(values, dtype=dtype)
    array.flags.writeable = False
    return array


def _read_only(values: ArrayLike) -> bool:
    """Say whether nobody can change the numbers, not even through the array this is a view of."""
    if not isinstance(values, np.ndarray):
        return False
    while isinstance(values, np.ndarray):
        if values.flags.writeable:
            return False
        values = values.base
    return True


def aligned(values: Array, to: int = 64) -> Array:
    """Copy the values, read-only, to an address divisible by 64: TensorFlow shares no other.

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
    """Write a shape the way Python shows it, with ``None`` for an axis that may have any length.

    >>> shape_text((None, 784))
    '(None, 784)'
    """
    return repr(tuple(shape))
