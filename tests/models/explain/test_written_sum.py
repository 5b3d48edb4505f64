"""The ledger: whoever adds up the shown digits gets the shown sums."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exercises.worked_example import first_network
from models.explain.written_sum import round_half_up_units, to_fixed_point_sum
from models.nn.dense import DenseLayer, random_layer, trace_dense
from models.nn.network import shipped_layers


def neuron_of(inputs, seed, trained=False):
    """A neuron of float32 weights, as Keras leaves them, on a picture of levels in 255ths."""
    rng = np.random.default_rng(seed)
    picture = rng.integers(0, 256, inputs) / 255 * (rng.random(inputs) < 0.5)
    kernel = rng.normal(0, 0.2, (inputs, 1)).astype(np.float32)
    layer = DenseLayer(kernel, rng.normal(size=1).astype(np.float32), "relu")
    return trace_dense(picture, shipped_layers()[0] if trained else layer).neuron(0)


def assert_adds_up(ledger, neuron):
    """Add the shown texts with pencil and paper, that is, in decimals."""
    for order, running in (
        (range(len(ledger.products)), ledger.running),
        (ledger.order, ledger.running_by_size),
    ):
        total = Decimal(0)
        for index, shown in zip(order, running, strict=True):
            total += Decimal(ledger.text(ledger.products[index]))
            assert str(total) == ledger.text(shown) or total == Decimal(ledger.text(shown))
        total += Decimal(ledger.text(ledger.bias))
        assert total == Decimal(ledger.text(ledger.written_sum))
        total += Decimal(ledger.text(ledger.rounding))
        assert total == Decimal(ledger.text(ledger.sum))
    assert abs(float(total) - neuron.sum) <= 0.5000001 * 10**-ledger.digits


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("digits", [2, 4, 6])
def test_the_shown_digits_of_784_terms_add_up_to_the_shown_sums(seed, digits):
    neuron = neuron_of(784, seed)
    ledger = to_fixed_point_sum(neuron, digits)
    assert_adds_up(ledger, neuron)
    assert not ledger.is_exact
    # Each line is the true product rounded once, so the last line is small.
    errors = np.abs(ledger.products / 10**digits - neuron.products)
    assert errors.max() <= 0.5000001 * 10**-digits
    assert abs(ledger.rounding) <= (784 + 2) / 2


def test_the_trained_networks_neuron_adds_up_too():
    neuron = neuron_of(784, 0, trained=True)
    assert_adds_up(to_fixed_point_sum(neuron, 4), neuron)


@given(st.integers(0, 9999), st.sampled_from([9, 27]))
def test_whole_inputs_and_weights_of_two_decimals_lose_nothing(seed, inputs):
    layer = random_layer(inputs, 4, "relu", seed, digits=2)
    trace = trace_dense(np.random.default_rng(seed).integers(0, 10, inputs).astype(float), layer)
    for unit in range(4):
        ledger = to_fixed_point_sum(trace.neuron(unit), 2)
        assert ledger.is_exact
        assert ledger.rounding == 0
        assert_adds_up(ledger, trace.neuron(unit))


def test_the_order_by_size_begins_with_the_biggest_and_leaves_no_term_out():
    neuron = first_network().dense[0].neuron(0)
    ledger = to_fixed_point_sum(neuron, 2)
    sizes = np.abs(neuron.products[ledger.order])
    assert (np.diff(sizes) <= 0).all()
    assert sorted(ledger.order) == list(range(9))
    assert ledger.running_by_size[-1] == ledger.running[-1]


def test_halves_are_rounded_upwards_as_the_browser_does():
    np.testing.assert_array_equal(round_half_up_units(np.array([0.5, 1.5, -0.5, -1.5, 0.0, -0.0]), 0), [1, 2, 0, -1, 0, 0])  # fmt: skip  # noqa: E501
