"""Input encoding: how a network reads its images, the right way and instructive wrong ones."""

from dataclasses import dataclass, replace

import numpy as np

from models.data.datasets import Examples
from models.nn.arrays import Indices, readonly
from models.nn.dense import DenseLayer


@dataclass(frozen=True)
class InputEncoding:
    """One encoding of images with integer gray levels, 0 to 255."""

    name: str
    label: str  # in exported files
    divisor: int  # every pixel's level is divided by it
    permuted: bool = False  # whether the pixels are permuted, the same way for all images


ENCODINGS: dict[str, InputEncoding] = {
    row.name: row
    for row in (
        InputEncoding("scaled", "0 to 1", 255),
        InputEncoding("raw", "0 to 255, not scaled", 1),
        InputEncoding("permuted", "0 to 1, in a shuffled order", 255, permuted=True),
    )
}
"""Every input encoding; the first one is the right one."""


def pixel_order(pixels: int) -> Indices:
    """Return the fixed permutation of so many pixels: which pixel is read first, second, …

    >>> pixel_order(4)
    array([2, 0, 1, 3])
    """
    return np.random.default_rng(0).permutation(pixels)


def encode(examples: Examples, name: str) -> Examples:
    """Return images as numbers in an encoding; all but the scaled ones are copies.

    Args:
        examples: with integer gray levels; floats are only permuted.
        name: a key of ``ENCODINGS``.
    """
    images, encoding = examples.images, ENCODINGS[name]
    if encoding.permuted:
        order = pixel_order(images[0].size)
        images = np.reshape(images, (len(images), -1))[:, order].reshape(images.shape)
    if encoding.divisor == 1 and images.dtype == np.uint8:
        images = images.astype(np.float32)
    return examples if images is examples.images else replace(examples, images=images)


def fold_encoding_into_layer(layers: tuple[DenseLayer, ...], name: str) -> tuple[DenseLayer, ...]:
    """Return an equivalent network for images from 0 to 1: same outputs, no encoding.

    A weight for a level from 0 to 255 is multiplied by 255 for a value from 0 to 1, and each
    pixel's weights move to where the pixel is: only the first layer's numbers change.

    Args:
        layers: trained on images with integer gray levels.
        name: their encoding, a key of ``ENCODINGS``.
    """
    first, encoding = layers[0], ENCODINGS[name]
    if encoding.divisor == 255 and not encoding.permuted:
        return layers
    kernel = first.kernel * np.float32(255 / encoding.divisor)
    if encoding.permuted:
        plain = np.empty_like(kernel)
        plain[pixel_order(len(kernel))] = kernel
        kernel = plain
    return (replace(first, kernel=readonly(kernel)), *layers[1:])
