"""Tensors: a dataset as TensorFlow reads it, once for all trainings of a process."""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np
import tensorflow as tf

from models.data.datasets import Examples
from models.data.input_encoding import pixel_order
from models.engine.step_functions import TensorData

# Where pictures sorted by their rarest pixel are parted. In MNIST the first three in ten keep to
# 359 pixels, and all together multiply 456 a picture; a fifth part would save 8 more.
PARTS = (0.3, 0.6, 0.9)

_held: deque[tuple[Examples, tuple[Callable, bool], tuple[TensorData, ...]]] = deque(maxlen=4)


def whole(examples: Examples, permuted: bool = False) -> TensorData:
    """Give pictures with all their pixels, still uint8, and labels.

    Nothing is copied, unless the pixels shall stand in `pixel_order`.
    """
    (data,) = _once(examples, permuted, _whole)
    return data


def parted(examples: Examples, permuted: bool = False) -> tuple[TensorData, ...]:
    """Give the same pictures in parts, each with only those pixels that some of its pictures ink.

    A pixel that is 0 adds nothing to any sum; MNIST's pictures leave most of the paper white,
    though not all of them the same. Which picture is in which part tells nothing.
    """
    return _once(examples, permuted, _parted)


def _once(examples: Examples, permuted: bool, make: Callable) -> tuple[TensorData, ...]:
    for known, how, data in _held:
        if known is examples and how == (make, permuted):
            return data
    images = np.reshape(examples.images, (len(examples.images), -1))
    if permuted:
        images = images[:, pixel_order(images.shape[1])]
    data = tuple(make(images, np.asarray(examples.labels)))
    _held.append((examples, (make, permuted), data))
    return data


def _whole(images: np.ndarray, labels: np.ndarray) -> Iterator[TensorData]:
    yield _data(images, labels, np.arange(images.shape[1]))


def _parted(images: np.ndarray, labels: np.ndarray) -> Iterator[TensorData]:
    ink = images != 0
    often = np.argsort(-ink.sum(axis=0), kind="stable")  # pixels, the most inked first
    # How many of those hold all of a picture's ink; a white picture needs one, as no sum is empty.
    reach = np.max(ink[:, often] * np.arange(1, len(often) + 1), axis=1, initial=1)
    order = np.argsort(reach, kind="stable")
    for places in np.split(order, [round(share * len(order)) for share in PARTS]):
        if len(places):
            pixels = often[: reach[places].max()]
            part = np.ascontiguousarray(images[np.ix_(places, pixels)])
            yield _data(part, labels[places], pixels)


def _data(images: np.ndarray, labels: np.ndarray, pixels: np.ndarray) -> TensorData:
    return TensorData(_tensor(images), tf.constant(labels, tf.int32), tf.constant(pixels, tf.int32))


def _tensor(images: np.ndarray) -> tf.Tensor:
    """Let TensorFlow read the very memory that NumPy holds, where nobody can change it."""
    dtype = np.uint8 if images.dtype == np.uint8 else np.float32
    shared = images.dtype == dtype and images.flags.c_contiguous and not images.flags.writeable
    if not shared or images.ctypes.data % 64:
        return tf.constant(images, dtype)
    # DLPack hands on no read-only memory, so the same bytes are taken by their address;
    # TensorFlow writes to no tensor, and `_held` keeps the images as long as this one.
    number = np.ctypeslib.as_ctypes_type(dtype)
    address = ctypes.cast(images.ctypes.data, ctypes.POINTER(number))
    writable = np.ctypeslib.as_array(address, images.shape)
    return tf.experimental.dlpack.from_dlpack(writable.__dlpack__())
