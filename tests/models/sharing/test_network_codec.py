"""A network as text: kept to the bit, and nothing taken for one that could not be trained here."""

import base64
import json
from itertools import pairwise

import numpy as np
import pytest

from models.nn.dense import DenseLayer
from models.sharing.network_codec import MAX_CHARACTERS, decode_network, encode_network
from models.training.config import MAX_UNITS


def network(*sizes: int, activation: str = "relu") -> tuple[DenseLayer, ...]:
    rng = np.random.default_rng(len(sizes))
    return tuple(
        DenseLayer(
            rng.normal(size=(inputs, units)).astype(np.float32),
            rng.normal(size=units).astype(np.float32),
            "softmax" if place == len(sizes) - 2 else activation,
        )
        for place, (inputs, units) in enumerate(pairwise(sizes))
    )


@pytest.mark.parametrize("sizes", [(784, 10), (784, 128, 10), (784, 3, 300, 1, 10)])
def test_a_network_comes_back_to_the_bit(sizes):
    layers = network(*sizes, activation="tanh")
    text = encode_network(layers)
    assert len(text) < MAX_CHARACTERS
    for before, after in zip(layers, decode_network(text), strict=True):
        assert (after.kernel.dtype, after.bias.dtype) == (np.float32, np.float32)
        assert after.kernel.tobytes() == before.kernel.tobytes()
        assert after.bias.tobytes() == before.bias.tobytes()
        assert after.activation == before.activation


def test_a_network_too_large_for_a_tab_or_that_diverged_is_no_text():
    assert encode_network(()) == "[]"
    assert encode_network(network(784, MAX_UNITS, 10)) == ""
    (layer,) = network(784, 10)
    for wrong in (np.nan, np.inf):
        assert encode_network((DenseLayer(layer.kernel * np.float32(wrong), layer.bias),)) == ""


def numbers(count: int, value: float = 0.5) -> str:
    return base64.b64encode(np.full(count, value, "<f4").tobytes()).decode()


WHOLE = [784, 10, "softmax", numbers(7850)]
FORGED = {
    "nothing": None,
    "a number": 5,
    "no text": "",
    "half of it": json.dumps([WHOLE])[:-9],
    "an object": "{}",
    "no layers": "[]",
    "lists in lists": "[" * 100_000,
    "too long": json.dumps([[784, 10, "softmax", "A" * MAX_CHARACTERS]]),
    "a layer of nothing": json.dumps([None]),
    "a layer cut short": json.dumps([WHOLE[:3]]),
    "another size of image": json.dumps([[64, 10, "softmax", numbers(650)]]),
    "another number of classes": json.dumps([[784, 9, "softmax", numbers(785 * 9)]]),
    "layers that do not chain": json.dumps(
        [[784, 3, "relu", numbers(785 * 3)], [4, 10, "softmax", numbers(50)]]
    ),
    "nine layers": json.dumps([[784, 10, "relu", numbers(7850)]] + [[10, 10, "relu", ""]] * 8),
    "units without end": json.dumps([[784, 10**9, "relu", ""], [10**9, 10, "softmax", ""]]),
    "no units": json.dumps([[784, 0, "relu", ""], [0, 10, "softmax", numbers(10)]]),
    "a truth for a size": json.dumps([[784, True, "relu", numbers(785)]]),
    "a fraction for a size": json.dumps([[784.0, 10, "softmax", numbers(7850)]]),
    "another activation": json.dumps([[784, 10, "__import__", numbers(7850)]]),
    "no activation": json.dumps([[784, 10, ["softmax"], numbers(7850)]]),
    "a number too few": json.dumps([[784, 10, "softmax", numbers(7849)]]),
    "a number too many": json.dumps([[784, 10, "softmax", numbers(7851)]]),
    "no base64": json.dumps([[784, 10, "softmax", "!" * len(numbers(7850))]]),
    "no letters of ours": json.dumps([[784, 10, "softmax", "é" * len(numbers(7850))]]),
    "no number": json.dumps([[784, 10, "softmax", numbers(7850, float("nan"))]]),
    "no end": json.dumps([[784, 10, "softmax", numbers(7850, float("-inf"))]]),
}


def test_what_the_forged_ones_are_made_of_is_a_network():
    assert decode_network(json.dumps([WHOLE]))[0].units == 10


@pytest.mark.parametrize("name", FORGED)
def test_what_is_no_network_of_ours_is_refused(name):
    with pytest.raises(ValueError, match=r"\w"):
        decode_network(FORGED[name])
