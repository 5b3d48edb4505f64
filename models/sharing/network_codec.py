"""Network codec: a trained network as text, for a browser tab to store and send back."""

import base64
import json
from itertools import pairwise
from typing import Any

import numpy as np

from models.data.datasets import DATASETS, shape_of
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import readonly
from models.nn.dense import DenseLayer
from models.training.config import MAX_LAYERS, MAX_UNITS

MAX_CHARACTERS = 2_000_000  # 784-128-10 takes 540,000
FLOAT = np.dtype("<f4")  # as Keras trains them


def encode_network(layers: tuple[DenseLayer, ...]) -> str:
    """Encode a network, to the bit.

    Returns:
        JSON; "" for one that is too large, or that is not all finite float32.

    >>> layers = (DenseLayer(np.ones((784, 10), np.float32), np.zeros(10, np.float32), "softmax"),)
    >>> decode_network(encode_network(layers))[0].kernel.shape
    (784, 10)
    """
    if 4 * sum(layer.parameters for layer in layers) * 4 // 3 > MAX_CHARACTERS:
        return ""
    numbers = [each for layer in layers for each in (layer.kernel, layer.bias)]
    if not all(each.dtype == FLOAT and np.isfinite(each).all() for each in numbers):
        return ""
    rows = [[*layer.kernel.shape, layer.activation, _packed(layer)] for layer in layers]
    text = json.dumps(rows, separators=(",", ":"))
    return text if len(text) <= MAX_CHARACTERS else ""


def decode_network(text: object) -> tuple[DenseLayer, ...]:
    """Decode a network from a browser's untrusted text.

    Raises:
        ValueError: it is none that could have been trained here.
    """
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        raise ValueError("this is no network's text")
    try:
        rows = json.loads(text)
    except RecursionError:
        raise ValueError("this is no network's text") from None
    if not isinstance(rows, list) or not 1 <= len(rows) <= MAX_LAYERS + 1:
        raise ValueError(f"a network here has 1 to {MAX_LAYERS + 1} Dense layers")
    sizes = [_sizes(row) for row in rows]
    if any(before[1] != after[0] for before, after in pairwise(sizes)):
        raise ValueError("each layer reads as many numbers as the one before writes")
    if (sizes[0][0], sizes[-1][1]) not in _valid_ends():
        raise ValueError("a network here reads an image of a dataset and writes its classes")
    return tuple(_layer(*size, row) for size, row in zip(sizes, rows, strict=True))


def _valid_ends() -> set[tuple[int, int]]:
    """Return the valid numbers of inputs and outputs, one pair per dataset."""
    return {
        (int(np.prod(shape_of(name, "test")[1:])), len(source.classes))
        for name, source in DATASETS.items()
    }


def _sizes(row: Any) -> tuple[int, int]:
    most_inputs = max(MAX_UNITS, *(inputs for inputs, _ in _valid_ends()))
    if not (
        isinstance(row, list)
        and len(row) == 4
        and type(row[0]) is type(row[1]) is int
        and 1 <= row[0] <= most_inputs
        and 1 <= row[1] <= MAX_UNITS
        and isinstance(row[2], str)
        and row[2] in ACTIVATIONS
        and isinstance(row[3], str)
    ):
        raise ValueError("a layer has inputs, units, an activation and its numbers")
    return row[0], row[1]


def _packed(layer: DenseLayer) -> str:
    numbers = np.concatenate([layer.kernel.ravel(), layer.bias]).astype(FLOAT)
    return base64.b64encode(numbers.tobytes()).decode("ascii")


def _layer(inputs: int, units: int, row: list) -> DenseLayer:
    count = (inputs + 1) * units
    if len(row[3]) != 4 * -(-4 * count // 3):
        raise ValueError(f"a layer of {inputs} inputs and {units} units has {count} numbers")
    numbers = np.frombuffer(base64.b64decode(row[3], validate=True), FLOAT)
    if len(numbers) != count or not np.isfinite(numbers).all():
        raise ValueError(f"a layer of {inputs} inputs and {units} units has {count} numbers")
    kernel, bias = np.split(numbers.astype(np.float32), [inputs * units])
    return DenseLayer(readonly(kernel.reshape(inputs, units)), readonly(bias), row[2])
