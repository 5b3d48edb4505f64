"""Network: Flatten, then Dense layers, each reading the outputs of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, DenseTrace, trace_dense
from models.nn.flatten import FlattenTrace, trace_flatten

PRETRAINED = Path(__file__).parents[2] / "data" / "network.npz"
AT_ONCE = 1000  # images of `predict_pixels`: 6 MB of 28×28 in float64


@dataclass(frozen=True)
class NetworkTrace:
    """Every intermediate of one image's forward pass."""

    flatten: FlattenTrace
    dense: tuple[DenseTrace, ...]  # one trace a layer

    @property
    def outputs(self) -> Array:
        """The last layer's outputs, (units of the last layer,)."""
        return self.dense[-1].outputs


def trace_network(image: Array, layers: Sequence[DenseLayer]) -> NetworkTrace:
    """Flatten an image and pass it through Dense layers, keeping every intermediate.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, channels)``.
        layers: at least one; the first reads ``image.size`` numbers.

    Raises:
        ValueError: no layers, or one does not fit what comes before it.
    """
    if not layers:
        raise ValueError("a network needs at least one Dense layer, got none")
    flatten = trace_flatten(image)
    dense: list[DenseTrace] = []
    vector = flatten.vector
    for layer in layers:
        dense.append(trace_dense(vector, layer))
        vector = dense[-1].outputs
    return NetworkTrace(flatten, tuple(dense))


def predict(images: Array, layers: Sequence[DenseLayer]) -> Array:
    """Pass a batch through the layers: ``(n, rows, columns)`` in, ``(n, outputs)`` out.

    The same arithmetic as `trace_network` without the intermediates.
    """
    values = np.reshape(images, (len(images), -1)).astype(float)
    for layer in layers:
        values = ACTIVATIONS[layer.activation].apply(values @ layer.kernel + layer.bias)
    return values


def predict_pixels(images: Array, layers: Sequence[DenseLayer]) -> Array:
    """Pass many images through the layers, some at a time, as float64 takes 8 bytes a value.

    Args:
        images: ``(n, …)``, uint8, which the network reads divided by 255.
        layers: as of `predict`.
    """
    parts = range(0, len(images), AT_ONCE)
    return np.concatenate([predict(images[at : at + AT_ONCE] / 255, layers) for at in parts])


def save_layers(path: Path, layers: Sequence[DenseLayer]) -> None:
    """Write layers as ``.npz``: ``kernel_0, bias_0, activation_0, kernel_1, …``."""
    arrays: dict[str, Any] = {}
    for index, layer in enumerate(layers):
        arrays[f"kernel_{index}"] = layer.kernel
        arrays[f"bias_{index}"] = layer.bias
        arrays[f"activation_{index}"] = np.array(layer.activation)
    np.savez_compressed(path, **arrays)


def load_layers(path: Path) -> tuple[DenseLayer, ...]:
    """Read layers that `save_layers` wrote.

    Raises:
        ValueError: the file has no layers, or layers that do not fit together.
    """
    with np.load(path, allow_pickle=False) as arrays:
        count = sum(name.startswith("kernel_") for name in arrays)
        wanted = {f"{part}_{i}" for i in range(count) for part in ("kernel", "bias", "activation")}
        if missing := wanted - set(arrays):
            raise ValueError(f"{path.name} holds no {', '.join(sorted(missing))}")
        layers = tuple(
            DenseLayer(arrays[f"kernel_{i}"], arrays[f"bias_{i}"], str(arrays[f"activation_{i}"]))
            for i in range(count)
        )
    if not layers or any(a.units != b.kernel.shape[0] for a, b in pairwise(layers)):
        raise ValueError(f"{path.name} holds no layers that fit together")
    return layers


@cache
def shipped_layers() -> tuple[DenseLayer, ...]:
    """Return the pretrained network that comes with the lesson, read once per process."""
    return load_layers(PRETRAINED)
