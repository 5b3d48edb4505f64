"""The evidence of pixels: adds up to the difference of two logits, and is Keras's own gradient."""

from itertools import pairwise

import keras
import numpy as np
import pytest
import tensorflow as tf

from models.engine.keras_network import build_network, read_layers
from models.explain.attribution import trace_attribution
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer
from models.nn.network import shipped_layers, trace_network

SIZES = [(30, 4), (30, 9, 4), (30, 9, 7, 4), (30, 9, 7, 8, 4)]
ELEMENTWISE = [name for name, each in ACTIVATIONS.items() if each.elementwise]


def layers_of(sizes, activation, seed=0):
    rng = np.random.default_rng(seed)
    names = [activation] * (len(sizes) - 2) + ["softmax"]
    return tuple(
        DenseLayer(rng.normal(size=(a, b)), rng.normal(size=b), name)
        for (a, b), name in zip(pairwise(sizes), names, strict=True)
    )


def picture(seed=0, shape=(5, 6)):
    return np.random.default_rng(seed + 100).random(shape)


@pytest.mark.parametrize("activation", ELEMENTWISE)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_pixels_and_biases_add_up_to_the_difference_of_the_logits(sizes, activation):
    trace = trace_network(picture(), layers_of(sizes, activation))
    logits = trace.dense[-1].sums
    for one in range(4):
        for other in range(4):
            evidence = trace_attribution(trace, one, other)
            assert evidence.pixels.shape == (30,)
            assert evidence.difference == logits[one] - logits[other]
            total = evidence.pixels.sum() + evidence.biases
            assert total == pytest.approx(evidence.difference, abs=1e-9)


@pytest.mark.parametrize("hidden", [(), (16,), (12, 9), (12, 9, 8)])
@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "linear"])
def test_with_straight_activations_it_is_keras_own_gradient_times_the_input(hidden, activation):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("float64")
    try:
        network = build_network((5, 6), hidden, activation, 4, seed=3)
    finally:
        keras.config.set_dtype_policy(before)
    rng = np.random.default_rng(3)
    for layer in network.layers[1:]:
        layer.bias.assign(rng.normal(0, 0.5, layer.units))
    image = picture(3)
    evidence = trace_attribution(trace_network(image, read_layers(network)), 2, 1)
    values = tf.constant(image[None])
    with tf.GradientTape() as tape:
        tape.watch(values)
        steps = values
        for layer in network.layers[:-1]:
            steps = layer(steps)
        logits = steps @ network.layers[-1].kernel + network.layers[-1].bias
        difference = logits[0, 2] - logits[0, 1]
    gradient = tape.gradient(difference, values).numpy()[0]
    # Keras holds leaky_relu's slope as a float32.
    np.testing.assert_allclose(evidence.pixels, (image * gradient).ravel(), rtol=0, atol=1e-7)
    assert evidence.difference == pytest.approx(float(difference), abs=1e-7)


def test_the_shipped_network_gives_an_account_of_a_real_picture():
    trace = trace_network(picture(1, (28, 28)), shipped_layers())
    evidence = trace_attribution(trace, 7, 1)
    total = evidence.pixels.sum() + evidence.biases
    assert total == pytest.approx(evidence.difference, abs=1e-9)


def test_turned_round_the_evidence_changes_its_sign():
    trace = trace_network(picture(), layers_of((30, 9, 4), "relu"))
    one, other = trace_attribution(trace, 0, 3), trace_attribution(trace, 3, 0)
    np.testing.assert_allclose(one.pixels, -other.pixels, atol=1e-12)
    assert one.biases == pytest.approx(-other.biases)


@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_a_picture_without_ink_has_no_pixel_that_says_anything(activation):
    trace = trace_network(np.zeros((5, 6)), layers_of((30, 9, 4), activation))
    evidence = trace_attribution(trace, 0, 1)
    assert not evidence.pixels.any()
    assert evidence.biases == pytest.approx(evidence.difference, abs=1e-9)


def test_a_unit_whose_sum_is_exactly_0_divides_nothing_by_it():
    layers = (
        DenseLayer([[1.0], [-1.0]], [0.0], "sigmoid"),
        DenseLayer([[2.0, 1.0]], [0.0, 0.0], "softmax"),
    )
    evidence = trace_attribution(trace_network(np.ones((1, 2)), layers), 0, 1)
    assert evidence.pixels.tolist() == [0, 0]
    assert evidence.biases == pytest.approx(0.5)  # sigmoid(0), times the difference of the weights


def test_a_hidden_softmax_is_refused_in_a_sentence():
    trace = trace_network(picture(), layers_of((30, 9, 4), "softmax"))
    with pytest.raises(ValueError, match="softmax mixes its units"):
        trace_attribution(trace, 0, 1)


@pytest.mark.parametrize("pair", [(4, 0), (0, 4), (-1, 0), (0, -1)])
def test_a_class_the_network_has_not_is_refused_naming_both(pair):
    trace = trace_network(picture(), layers_of((30, 4), "relu"))
    with pytest.raises(ValueError, match=r"this network has 4 classes, none is number (4|-1)"):
        trace_attribution(trace, *pair)
