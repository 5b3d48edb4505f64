"""Network bytes: a network as one file of numbers, for a browser that computes with it.

The file begins with the letters ``UNN1`` and the header's length, an unsigned 32-bit integer; the
header is JSON: for each layer its ``activation``, and for ``kernel`` and ``bias`` a ``dtype`` (f4
or f8), a ``shape`` and an ``offset``, in bytes from the file's beginning. All numbers are
little-endian, and each array begins at an offset divisible by 8, so that it is read where it lies.
components/ui/js/nn/network_binary.js reads it.
"""

import json
import struct
from typing import Any

import numpy as np

from models.nn.arrays import Array
from models.nn.dense import DenseLayer

MAGIC = b"UNN1"
START = struct.Struct("<4sI")  # the magic, and the length of the header
ALIGNED = 8  # bytes


def network_bytes(layers: tuple[DenseLayer, ...]) -> bytes:
    """Write a network down, to the bit: float32 where it was trained so, else float64.

    >>> layers = (DenseLayer(np.ones((3, 2), np.float32), np.zeros(2, np.float32), "softmax"),)
    >>> layers_in(network_bytes(layers))[0].kernel.shape
    (3, 2)
    """
    arrays = [_exact(each) for layer in layers for each in (layer.kernel, layer.bias)]
    # The header names where arrays begin, which depends on the header's own length: offsets are
    # written as wide as they can become, so that the length does not depend on them.
    header = _header(layers, arrays, [0] * len(arrays))
    offsets, end = [], _aligned(START.size + len(header))
    for array in arrays:
        offsets.append(end)
        end = _aligned(end + array.nbytes)
    content = bytearray(end)
    header = _header(layers, arrays, offsets)
    content[: START.size] = START.pack(MAGIC, len(header))
    content[START.size : START.size + len(header)] = header
    for offset, array in zip(offsets, arrays, strict=True):
        content[offset : offset + array.nbytes] = array.tobytes()
    return bytes(content)


def layers_in(content: bytes) -> tuple[DenseLayer, ...]:
    """Read a network that `network_bytes` wrote, as the browser does.

    Raises:
        ValueError: these are the bytes of something else.
    """
    if len(content) < START.size or START.unpack_from(content)[0] != MAGIC:
        raise ValueError("these bytes are no network: they begin otherwise")
    header = json.loads(content[START.size :][: START.unpack_from(content)[1]])
    return tuple(
        DenseLayer(_array(content, row["kernel"]), _array(content, row["bias"]), row["activation"])
        for row in header
    )


def _exact(values: Array) -> Array:
    dtype = "<f4" if values.dtype == np.float32 else "<f8"
    return np.ascontiguousarray(values, dtype)


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNED) * ALIGNED


def _header(layers: tuple[DenseLayer, ...], arrays: list[Array], offsets: list[int]) -> bytes:
    places = [
        {"dtype": array.dtype.str[1:], "shape": array.shape, "offset": f"{offset:010d}"}
        for array, offset in zip(arrays, offsets, strict=True)
    ]
    rows = [
        {"activation": layer.activation, "kernel": places[2 * nth], "bias": places[2 * nth + 1]}
        for nth, layer in enumerate(layers)
    ]
    return json.dumps(rows, separators=(",", ":")).encode("ascii")


def _array(content: bytes, place: dict[str, Any]) -> Array:
    count, dtype = int(np.prod(place["shape"])), np.dtype(f"<{place['dtype']}")
    values = np.frombuffer(content, dtype, count, int(place["offset"]))
    return values.astype(dtype.newbyteorder("=")).reshape(place["shape"])
