"""Wire format: how numbers travel to the browser's widgets; ui/js/wire.js is its other side."""

import base64
import hashlib
from typing import Literal, TypedDict

import numpy as np

from models.nn.arrays import Array
from models.nn.dense import DenseLayer

MANY = 2000  # edges; more are sent once, and colored up to the strongest hundredth


class PackedNumbers(TypedDict):
    """An array of any shape, in the order of its last axis.

    ``dtype`` is f4 or f8 for exact values; i2 or i4 for whole steps of the last of ``digits``
    decimals. ``data`` holds them as base64, the lowest byte first.
    """

    dtype: Literal["i2", "i4", "f4", "f8"]
    digits: int
    data: str


class BrowserNetwork(TypedDict):
    """A network that the browser computes with itself, and how it reads the picture on the pad."""

    network: str  # the address of its file, from the lesson's root
    prepare: bool  # whether the picture is prepared as MNIST was
    read_order: str  # a key of ORDERS
    prepare_control: str  # the label of the page's toggle for it
    order_control: str  # the label of the page's choice of an order
    picture: int  # the checksum of the pixels that Python has computed with


def pack_numbers(values: Array) -> PackedNumbers:
    """Pack numbers bit for bit: 4 bytes each where they were trained so, else 8."""
    return _packed(values, "f4" if np.asarray(values).dtype == np.float32 else "f8", 0)


def pack_rounded(values: Array, digits: int) -> PackedNumbers:
    """Pack numbers as whole steps of the last digit shown, two or four bytes each.

    Python rounds, so the browser shows Python's own digits. What no whole number can hold
    travels as it is, eight bytes each.

    Args:
        values: ``(count,)``.
        digits: decimals to be shown.
    """
    steps = np.rint(np.asarray(values, float) * 10**digits)
    largest = np.abs(steps).max(initial=0)
    dtype = "i2" if largest < 2**15 else "i4" if largest < 2**31 else "f8"
    return _packed(values if dtype == "f8" else steps, dtype, digits)


def _packed(values: Array, dtype: Literal["i2", "i4", "f4", "f8"], digits: int) -> PackedNumbers:
    content = np.ascontiguousarray(values, f"<{dtype}").tobytes()
    return {"dtype": dtype, "digits": digits, "data": base64.b64encode(content).decode("ascii")}


def unpack_numbers(packed: PackedNumbers) -> Array:
    """Read packed numbers, ``(count,)``, as the browser does."""
    values = np.frombuffer(base64.b64decode(packed["data"]), f"<{packed['dtype']}")
    return values if packed["dtype"].startswith("f") else values / 10 ** packed["digits"]


def fingerprint(layer: DenseLayer) -> str:
    """A short name for a layer's numbers; another number makes another name."""
    digest = hashlib.blake2b(digest_size=12)
    for values in (layer.kernel, layer.bias):
        digest.update(f"{values.dtype}{values.shape}".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
