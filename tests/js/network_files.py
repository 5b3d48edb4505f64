"""Golden vectors of the network's file: the shipped network and random ones, with their layers."""

import numpy as np

from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer
from models.nn.network import shipped_layers
from models.sharing.network_binary import network_bytes
from tests.js.vectors import Vectors


def network_files() -> Vectors:
    """Write the shipped network, and one of each activation in either precision."""
    vectors, rng = Vectors(), np.random.default_rng(5)
    networks = [shipped_layers()]
    for activation in ACTIVATIONS:
        for dtype in (np.float32, np.float64):
            first, last = (rng.normal(size=size).astype(dtype) for size in ((5, 3), (3, 7)))
            layers = (
                DenseLayer(first, rng.normal(size=3).astype(dtype), activation),
                DenseLayer(last, rng.normal(size=7).astype(dtype), "softmax"),
            )
            networks.append(layers)
    for layers in networks:
        vectors.cases.append(
            {
                "file": vectors.array(np.frombuffer(network_bytes(layers), np.uint8)),
                "layers": [
                    {
                        "kernel": vectors.array(layer.kernel),
                        "bias": vectors.array(layer.bias),
                        "activation": layer.activation,
                        "shape": layer.kernel.shape,
                    }
                    for layer in layers
                ],
            }
        )
    return vectors
