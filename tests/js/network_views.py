"""Golden vectors of the network's view: what Python sends of all levels."""

from itertools import pairwise
from typing import Any

import numpy as np

from components.drawing.network_input import CLASSES, prediction_text
from components.network.network_view.numbers import (
    GLANCE_DIGITS,
    evidence_numbers,
    hidden_layers,
    softmax_steps,
    unit_numbers,
)
from components.ui.wire_format import pack_rounded
from models.data.datasets import load_examples
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import random_layer
from models.nn.network import NetworkTrace, shipped_layers, trace_network
from models.sharing.network_binary import network_bytes
from tests.js.vectors import Vectors

Selections = list[tuple[tuple[int, ...], tuple[int, int] | None]]


def network_views() -> Vectors:
    """Open every level of the lesson's network, and of small ones of each activation."""
    vectors = Vectors()
    images = load_examples("mnist", "test").images[:12] / 255
    for number, image in enumerate([np.zeros((28, 28)), *images]):
        selections: Selections = [
            ((), None),
            ((0, 17 + number), None),
            ((0, 17, 266 + 7 * number), None),
            ((1, number % 10, 127), None),
            ((), (-1, -1)),
            ((), (number % 10, -1)),
        ]
        _add(vectors, image, shipped_layers(), selections)
    rng = np.random.default_rng(3)
    for number, activation in enumerate(ACTIVATIONS):
        units = [12, *rng.integers(2, 9, number % 3 + 1).tolist(), 10]
        hidden = [random_layer(a, b, activation, number, 4) for a, b in pairwise(units[:-1])]
        layers = (*hidden, random_layer(units[-2], 10, "softmax", 7, 4))
        selections = [((len(layers) - 1, 3, 1), None), ((), (3, 3)), ((), (99, 5))]
        if activation != "softmax":  # which bends no sum alone
            selections.append(((0, 1, 11), None))
        _add(vectors, rng.uniform(0, 9, (3, 4)), layers, selections)
    return vectors


def _add(vectors: Vectors, image: Array, layers: Any, selections: Selections) -> None:
    trace = trace_network(image, layers)
    file = vectors.array(np.frombuffer(network_bytes(tuple(layers)), np.uint8))
    for zoom, evidence in selections:
        vectors.cases.append(
            {
                "file": file,
                "shape": image.shape,
                "image": vectors.array(image),
                "payload": _payload(trace, zoom, evidence),
            }
        )


def _payload(
    trace: NetworkTrace, zoom: tuple[int, ...], evidence: tuple[int, int] | None
) -> dict[str, Any]:
    rows, columns = trace.flatten.image.shape
    payload: dict[str, Any] = {
        "rows": rows,
        "columns": columns,
        "classes": list(CLASSES),
        "answer": prediction_text(trace),
        "vector": pack_rounded(trace.flatten.vector, GLANCE_DIGITS),
        "hidden": hidden_layers(trace),
        "softmax": softmax_steps(trace),
        "selection": {"zoom": zoom, "evidence": evidence},
        "network": None,
    }
    if zoom:
        payload["unit"] = unit_numbers(trace, zoom, None)
    elif evidence:
        payload["evidence"] = evidence_numbers(trace, evidence)
    return payload
