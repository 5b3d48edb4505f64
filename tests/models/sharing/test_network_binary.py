from itertools import pairwise

import hypothesis.strategies as some
import numpy as np
import pytest
from hypothesis import given

from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer
from models.nn.network import shipped_layers
from models.sharing.network_binary import MAGIC, layers_in, network_bytes


def assert_same(before: DenseLayer, after: DenseLayer) -> None:
    assert after.activation == before.activation
    for name in ("kernel", "bias"):
        was, now = getattr(before, name), getattr(after, name)
        assert (now.dtype, now.shape) == (was.dtype, was.shape)
        assert now.tobytes() == was.tobytes()


def test_the_shipped_network_comes_back_to_the_bit():
    content = network_bytes(shipped_layers())
    assert len(content) < 4 * sum(layer.parameters for layer in shipped_layers()) + 400
    for before, after in zip(shipped_layers(), layers_in(content), strict=True):
        assert_same(before, after)


@given(
    sizes=some.lists(some.integers(1, 9), min_size=2, max_size=5),
    dtype=some.sampled_from([np.float32, np.float64]),
    activation=some.sampled_from(sorted(ACTIVATIONS)),
    seed=some.integers(0, 999),
)
def test_any_network_comes_back_to_the_bit(sizes, dtype, activation, seed):
    rng = np.random.default_rng(seed)
    layers = tuple(
        DenseLayer(
            rng.normal(size=(inputs, units)).astype(dtype),
            rng.normal(size=units).astype(dtype),
            activation,
        )
        for inputs, units in pairwise(sizes)
    )
    for before, after in zip(layers, layers_in(network_bytes(layers)), strict=True):
        assert_same(before, after)


def test_weights_set_by_hand_as_whole_numbers_travel_as_float64():
    (layer,) = layers_in(network_bytes((DenseLayer(np.array([[1, 2]]), np.array([3, 4])),)))
    assert layer.kernel.dtype == np.float64
    np.testing.assert_array_equal(layer.kernel, [[1, 2]])


@pytest.mark.parametrize("content", [b"", MAGIC[:3], b"PK\x03\x04 not a network", bytes(100)])
def test_other_bytes_are_no_network(content):
    with pytest.raises(ValueError, match="no network"):
        layers_in(content)
