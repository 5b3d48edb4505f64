"""Wire format: how numbers of layers travel to the browser's widgets."""

import hashlib

import numpy as np

from components.ui.widget_bridge import packed
from models.nn.arrays import Array
from models.nn.dense import DenseLayer

MANY = 2000  # edges; more are sent once, and coloured up to the strongest hundredth


def floats(values: Array) -> str:
    """Pack numbers bit for bit: 4 bytes each where they were trained so, else 8."""
    exact = np.asarray(values, values.dtype if values.dtype == np.float32 else np.float64)
    return packed(np.ascontiguousarray(exact).reshape(-1).view(np.uint8))


def fingerprint(layer: DenseLayer) -> str:
    """A short name for a layer's numbers; another number makes another name."""
    digest = hashlib.blake2b(digest_size=12)
    for values in (layer.kernel, layer.bias):
        digest.update(f"{values.dtype}{values.shape}".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
