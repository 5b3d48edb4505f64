"""Flatten: the same numbers, read row by row into one line."""

from dataclasses import dataclass

import numpy as np

from models.arrays import Array, frozen


@dataclass(frozen=True)
class FlattenTrace:
    """An image, its vector, and where each pixel went."""

    image: Array  # (rows, columns) or (rows, columns, channels)
    vector: Array  # (rows * columns * channels,)

    def index_of(self, *pixel: int) -> int:
        """Say where in the vector a pixel stands: ``(row * W + column) * C + channel``.

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
        for place, length in zip(pixel, shape, strict=True):
            index = index * length + place
        return int(index)

    def pixel_of(self, index: int) -> tuple[int, ...]:
        """Say which pixel a place in the vector came from: the way back.

        Raises:
            ValueError: the vector has no such place.

        >>> trace_flatten(np.zeros((3, 3))).pixel_of(5)
        (1, 2)
        """
        if not 0 <= index < self.vector.size:
            raise ValueError(f"a vector of {self.vector.size} values has no index {index}")
        places = []
        for length in reversed(self.image.shape):
            index, place = divmod(int(index), length)
            places.append(place)
        return tuple(reversed(places))


def trace_flatten(image: Array) -> FlattenTrace:
    """Read an image row by row into one line, as Keras ``Flatten`` does.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, channels)``.

    Returns:
        A trace whose vector has ``image.size`` values; the last axis moves
        fastest, so a pixel's channels stay together.

    Raises:
        ValueError: the image has another number of axes, or no pixel at all.

    >>> trace_flatten(np.array([[1, 2], [3, 4]])).vector
    array([1, 2, 3, 4])
    """
    # A transposed image lies in memory column by column; only row by row is the vector a view.
    image = frozen(np.asarray(image, order="C"))
    if image.ndim not in (2, 3) or image.size == 0:
        raise ValueError(
            "an image has shape (rows, columns) or (rows, columns, channels), "
            f"each at least 1; got shape {image.shape}"
        )
    return FlattenTrace(image=image, vector=image.reshape(-1))


def unflatten(vector: Array, shape: tuple[int, ...]) -> Array:
    """Fold a vector back into an image of the given shape: Flatten played backwards.

    Raises:
        ValueError: the shape holds another number of values than the vector.

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
