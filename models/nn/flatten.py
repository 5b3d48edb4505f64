"""Flatten: the same numbers, read row by row into one line."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, Indices, readonly


@dataclass(frozen=True)
class Order:
    """An order in which to read an image into one line: the slowest axis first."""

    axes: tuple[int, ...]  # of (row, column, channel), the slowest first
    line: int  # the axis along which the reading goes line by line: 0 rows, 1 columns

    def axes_of(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return the axes an image of this shape has, the slowest first."""
        return tuple(axis for axis in self.axes if axis < len(shape))

    def indices(self, shape: tuple[int, ...]) -> Indices:
        """Return for each index of the vector the index into ``image.reshape(-1)``.

        >>> ORDERS["column by column"].indices((2, 3))
        array([0, 3, 1, 4, 2, 5])
        """
        indices = np.arange(int(np.prod(shape))).reshape(shape)
        return indices.transpose(self.axes_of(shape)).reshape(-1)

    def line_length(self, shape: tuple[int, ...]) -> int:
        """Return the number of values of one line of reading, as of one row."""
        axes = self.axes_of(shape)
        return int(np.prod([shape[axis] for axis in axes[axes.index(self.line) + 1 :]]))


KERAS_ORDER = "row by row"
ORDERS: dict[str, Order] = {
    KERAS_ORDER: Order(axes=(0, 1, 2), line=0),
    "column by column": Order(axes=(2, 1, 0), line=1),  # numpy's order="F"
    "channels first": Order(axes=(2, 0, 1), line=0),  # of data that lies (channels, rows, columns)
}
"""Every order the lesson shows; the first is Keras's."""


@dataclass(frozen=True)
class FlattenTrace:
    """An image, its vector, and the mapping between their indices."""

    image: Array  # (rows, columns) or (rows, columns, channels)
    vector: Array  # (rows * columns * channels,)
    order: Order = ORDERS[KERAS_ORDER]

    def index_of(self, *pixel: int) -> int:
        """Return a pixel's index in the vector: ``(row * width + column) * channels + channel``.

        That is Keras's order; another order counts its own slowest axis first.

        Args:
            pixel: row and column, and the channel where the image has channels.

        Raises:
            ValueError: the image has no such pixel.

        >>> trace_flatten(np.zeros((3, 3))).index_of(1, 2)
        5
        """
        shape = self.image.shape
        inside = len(pixel) == len(shape) and all(
            0 <= place < length for place, length in zip(pixel, shape, strict=True)
        )
        if not inside:
            raise ValueError(f"an image of shape {shape} has no pixel {tuple(pixel)}")
        index = 0
        for axis in self.order.axes_of(shape):
            index = index * shape[axis] + pixel[axis]
        return int(index)

    def pixel_of(self, index: int) -> tuple[int, ...]:
        """Return the pixel at an index of the vector: the inverse of `index_of`.

        Raises:
            ValueError: the vector has no such index.

        >>> trace_flatten(np.zeros((3, 3))).pixel_of(5)
        (1, 2)
        """
        if not 0 <= index < self.vector.size:
            raise ValueError(f"a vector of {self.vector.size} values has no index {index}")
        shape, rest = self.image.shape, int(index)
        pixel = [0] * len(shape)
        for axis in reversed(self.order.axes_of(shape)):
            rest, pixel[axis] = divmod(rest, shape[axis])
        return tuple(pixel)


def trace_flatten(image: Array, order: str = KERAS_ORDER) -> FlattenTrace:
    """Read an image row by row into one line, as Keras ``Flatten`` does.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, channels)``.
        order: a key of ``ORDERS``, to see what another order would do.

    Returns:
        A trace whose vector has ``image.size`` values; the last axis moves
        fastest, so a pixel's channels stay together.

    Raises:
        ValueError: the image has another number of axes, or no pixel at all; no such order.

    >>> trace_flatten(np.array([[1, 2], [3, 4]])).vector
    array([1, 2, 3, 4])
    """
    if order not in ORDERS:
        raise ValueError(f"no order is called {order!r}; there are {', '.join(ORDERS)}")
    # A transposed image lies in memory column by column; only row by row is the vector a view.
    image = readonly(np.asarray(image, order="C"))
    if image.ndim not in (2, 3) or image.size == 0:
        raise ValueError(
            "an image has shape (rows, columns) or (rows, columns, channels), "
            f"each at least 1; got shape {image.shape}"
        )
    read = ORDERS[order]
    vector = image.transpose(read.axes_of(image.shape)).reshape(-1)
    return FlattenTrace(image, readonly(vector), read)


def unflatten(vector: Array, shape: tuple[int, ...]) -> Array:
    """Reshape a vector back into an image: the inverse of Flatten.

    Raises:
        ValueError: the shape has another number of values than the vector.

    >>> unflatten(np.array([1, 2, 3, 4]), (2, 2))
    array([[1, 2],
           [3, 4]])
    """
    vector = np.asarray(vector)
    if vector.ndim != 1 or vector.size != int(np.prod(shape)):
        raise ValueError(
            f"shape {tuple(shape)} holds {int(np.prod(shape))} values, "
            f"the vector has shape {vector.shape}"
        )
    return vector.reshape(shape)
