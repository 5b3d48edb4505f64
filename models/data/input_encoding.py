"""Pixels: how a network gets to read its pictures, as it should and as it should not."""

from dataclasses import dataclass, replace

import numpy as np

from models.data.datasets import Examples
from models.nn.arrays import Array, frozen
from models.nn.dense import DenseLayer


@dataclass(frozen=True)
class Reading:
    """One way to read pictures of whole grey levels, 0 to 255."""

    name: str
    words: str  # as a menu says it
    divisor: int  # every pixel's level is divided by it
    permuted: bool = False  # whether the pixels stand in another order, the same for all pictures


PIXELS: dict[str, Reading] = {
    row.name: row
    for row in (
        Reading("scaled", "0 to 1", 255),
        Reading("raw", "0 to 255, not scaled", 1),
        Reading("permuted", "0 to 1, in a shuffled order", 255, permuted=True),
    )
}
"""Every way to read pictures; the first one is how it is done."""


def pixel_order(pixels: int) -> Array:
    """Give the one shuffled order of so many pixels: which pixel is read first, second, …

    >>> pixel_order(4)
    array([2, 0, 1, 3])
    """
    return np.random.default_rng(0).permutation(pixels)


def as_read(examples: Examples, name: str) -> Examples:
    """Give pictures as numbers a network reads so; all but the scaled ones are copies.

    Args:
        examples: of whole grey levels; floats are only put in order.
        name: a key of ``PIXELS``.
    """
    images, reading = examples.images, PIXELS[name]
    if reading.permuted:
        order = pixel_order(images[0].size)
        images = np.reshape(images, (len(images), -1))[:, order].reshape(images.shape)
    if reading.divisor == 1 and images.dtype == np.uint8:
        images = images.astype(np.float32)
    return examples if images is examples.images else replace(examples, images=images)


def for_plain_pictures(layers: tuple[DenseLayer, ...], name: str) -> tuple[DenseLayer, ...]:
    """Write a network anew: of a plain picture, 0 to 1, it says what it said of one so read.

    A weight of a level from 0 to 255 is worth 255 times as much for one from 0 to 1, and each
    pixel's weights go back to where the pixel stands: only the first layer's numbers change.

    Args:
        layers: trained on pictures of whole grey levels.
        name: how it read them, a key of ``PIXELS``.
    """
    first, reading = layers[0], PIXELS[name]
    if reading.divisor == 255 and not reading.permuted:
        return layers
    kernel = first.kernel * np.float32(255 / reading.divisor)
    if reading.permuted:
        plain = np.empty_like(kernel)
        plain[pixel_order(len(kernel))] = kernel
        kernel = plain
    return (replace(first, kernel=frozen(kernel)), *layers[1:])
