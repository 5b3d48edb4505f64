"""Tensors: a dataset as TensorFlow reads it, shared by all trainings of a process."""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import tensorflow as tf

from models.data.datasets import Examples
from models.data.input_encoding import pixel_order
from models.engine.network_spec import TensorData

# Where images sorted by their rarest pixel are split. In MNIST the first 30% use only 359 pixels,
# and on average 456 are multiplied per image; a fifth partition would save 8 more.
SPLITS = (0.3, 0.6, 0.9)

_cache: deque[tuple[Examples, tuple[Callable, bool], tuple[TensorData, ...]]] = deque(maxlen=6)


def full_tensors(examples: Examples, *, permuted: bool = False) -> TensorData:
    """Return images with all their pixels, still uint8, and labels.

    Nothing is copied, unless the pixels are permuted into `pixel_order`.
    """
    (data,) = _cached(examples, permuted=permuted, make=_full)
    return data


def sparse_partitions(examples: Examples, *, permuted: bool = False) -> tuple[TensorData, ...]:
    """Return the same images in partitions, each with only the pixels that are not 0 everywhere.

    A pixel that is 0 adds nothing to any sum, and most pixels of MNIST's images are 0, though
    not the same ones in all of them. The partition does not change any result.
    """
    return _cached(examples, permuted=permuted, make=_partitions)


def _cached(examples: Examples, *, permuted: bool, make: Callable) -> tuple[TensorData, ...]:
    for cached, key, data in _cache:
        if cached is examples and key == (make, permuted):
            return data
    images = np.reshape(examples.images, (len(examples.images), -1))
    if permuted:
        images = images[:, pixel_order(images.shape[1])]
    data = tuple(make(images, np.asarray(examples.labels)))
    _cache.append((examples, (make, permuted), data))
    return data


def _full(images: np.ndarray, labels: np.ndarray) -> Iterator[TensorData]:
    yield _data(images, labels, np.arange(images.shape[1]))


def _partitions(images: np.ndarray, labels: np.ndarray) -> Iterator[TensorData]:
    ink = images != 0
    by_frequency = np.argsort(-ink.sum(axis=0), kind="stable")  # pixels, the most frequent first
    # How many of those cover all ink of an image; a blank one needs one, as no sum may be empty.
    needed = np.max(ink[:, by_frequency] * np.arange(1, len(by_frequency) + 1), axis=1, initial=1)
    order = np.argsort(needed, kind="stable")
    for indices in np.split(order, [round(share * len(order)) for share in SPLITS]):
        if len(indices):
            pixels = by_frequency[: needed[indices].max()]
            part = np.ascontiguousarray(images[np.ix_(indices, pixels)])
            yield _data(part, labels[indices], pixels)


def _data(images: np.ndarray, labels: np.ndarray, pixels: np.ndarray) -> TensorData:
    return TensorData(_tensor(images), tf.constant(labels, tf.int32), tf.constant(pixels, tf.int32))


def _tensor(images: np.ndarray) -> tf.Tensor:
    """Return a tensor that shares NumPy's memory where that is read-only; else copy."""
    dtype: Any = np.uint8 if images.dtype == np.uint8 else np.float32
    shared = images.dtype == dtype and images.flags.c_contiguous and not images.flags.writeable
    if not shared or images.ctypes.data % 64:
        return tf.constant(images, dtype)
    # DLPack exports no read-only memory, so the same bytes are taken by their address;
    # TensorFlow writes to no tensor, and `_cache` keeps the images alive as long as this one.
    number = np.ctypeslib.as_ctypes_type(dtype)
    address = ctypes.cast(images.ctypes.data, ctypes.POINTER(number))
    writable = np.ctypeslib.as_array(address, images.shape)
    return tf.experimental.dlpack.from_dlpack(writable.__dlpack__())
