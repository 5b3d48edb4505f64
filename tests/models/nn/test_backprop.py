"""The way back through a network against tf.GradientTape, with random kernels and biases."""

from itertools import pairwise

import numpy as np
import pytest

from models.explain.finite_difference import trace_perturbation
from models.explain.written_sum import to_fixed_point_sum
from models.nn.activations import ACTIVATIONS
from models.nn.backprop import trace_backprop
from models.nn.dense import DenseLayer, packed_layers
from models.nn.network import trace_network
from models.tasks.keras_gradients import fit_gradients, keras_gradients

SHAPES = [(28, 28), (8, 8, 3), (5, 9), (1, 1)]
HIDDEN = [(), (16,), (12, 7)]
# float32 sums over 784 inputs are off by a few millionths, and so is what is computed from them.
NEAR = {"rtol": 0, "atol": 5e-6}


def random_layers(inputs, hidden_units, activation="relu", classes=10, seed=0):
    rng = np.random.default_rng(seed)
    sizes = (inputs, *hidden_units, classes)
    return tuple(
        DenseLayer(
            rng.normal(0, 1 / np.sqrt(a), (a, b)).astype(np.float32),
            rng.normal(0, 0.5, b).astype(np.float32),
            activation if place < len(hidden_units) else "softmax",
        )
        for place, (a, b) in enumerate(pairwise(sizes))
    )


def there_and_back(shape, layers, label=2, seed=0):
    image = np.random.default_rng(seed + 1).random(shape).astype(np.float32)
    return trace_backprop(trace_network(image, layers), label)


def arguments(back):
    layers = tuple(dense.layer for dense in back.forward.dense)
    return packed_layers(layers), back.forward.flatten.image, back.label


def assert_as_by_tape(back):
    tape = keras_gradients(*arguments(back))
    for name in ("loss", "d_logits", "d_vector", "d_image"):
        np.testing.assert_allclose(getattr(back, name), tape[name], **NEAR)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("hidden_units", HIDDEN)
def test_loss_and_gradients_are_those_of_a_gradient_tape(shape, hidden_units):
    back = there_and_back(shape, random_layers(int(np.prod(shape)), hidden_units))
    assert_as_by_tape(back)
    assert back.d_image.shape == shape


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_lets_the_gradient_through_as_in_keras(activation):
    back = there_and_back((4, 6), random_layers(24, (9, 6), activation, seed=3), seed=3)
    assert_as_by_tape(back)


def test_each_kernel_and_bias_gets_the_gradient_by_which_fit_moves_it():
    import tensorflow as tf

    from models.engine.keras_network import to_keras

    layers = random_layers(12, (5,), "tanh")
    back = there_and_back((3, 4), layers)
    network = to_keras((3, 4), layers)
    with tf.GradientTape() as tape:
        shares = network(tf.constant(back.forward.flatten.image[np.newaxis]))
        loss = -tf.math.log(shares[0, back.label])
    ours = [each for layer in back.layers for each in (layer.d_kernel, layer.d_bias)]
    for mine, keras_own in zip(ours, tape.gradient(loss, network.trainable_weights), strict=True):
        np.testing.assert_allclose(mine, keras_own, **NEAR)


def test_fit_asks_for_kernels_and_biases_alone_and_its_tape_has_nothing_for_the_image():
    back = there_and_back((3, 3), random_layers(9, (4,), classes=3))
    tape = fit_gradients(*arguments(back))
    names, shapes, lengths = zip(*tape["asked"], strict=True)
    assert names == ("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias")
    assert shapes == ((9, 4), (4,), (4, 3), (3,))
    ours = [each for layer in back.layers for each in (layer.d_kernel, layer.d_bias)]
    np.testing.assert_allclose(lengths, [np.linalg.norm(each) for each in ours], **NEAR)
    assert tape["unasked"] == {"vector": True, "image": True}


def test_flatten_hands_the_gradient_back_cell_by_cell_unchanged():
    back = there_and_back((4, 5, 3), random_layers(60, (7,)))
    flatten = back.forward.flatten
    assert all(
        back.d_image[flatten.pixel_of(index)] == value for index, value in enumerate(back.d_vector)
    )


def test_the_logits_gradients_are_the_shares_less_one_for_the_true_class():
    back = there_and_back((3, 3), random_layers(9, (4,), classes=3), label=1)
    shares = back.forward.outputs
    np.testing.assert_array_equal(back.d_logits, [shares[0], shares[1] - 1, shares[2]])
    assert back.loss == pytest.approx(-np.log(shares[1]))
    assert back.d_logits.sum() == pytest.approx(0, abs=1e-12)


def test_an_inputs_gradient_adds_up_along_its_row_of_weights_as_one_writes_it_down():
    back = there_and_back((5, 9), random_layers(45, (16,)))
    blame = back.layers[0].input_gradient_terms(7)
    ledger = to_fixed_point_sum(blame, digits=4)
    assert (
        blame.products.tolist() == (back.layers[0].layer.kernel[7] * back.layers[0].d_sums).tolist()
    )
    assert blame.running_sums[-1] == pytest.approx(back.d_vector[7], abs=1e-12)
    assert ledger.running[-1] + ledger.rounding == ledger.sum


def test_a_share_too_small_to_be_written_down_still_has_a_loss_and_a_gradient():
    layer = DenseLayer(np.array([[2000.0, 0.0]]), np.zeros(2), "softmax")
    back = trace_backprop(trace_network(np.ones((1, 1)), (layer,)), label=1)
    assert back.loss == 2000
    assert back.d_logits.tolist() == [1, -1]
    assert np.isfinite(back.layers[0].d_outputs).all()
    assert back.d_image.tolist() == [[2000]]


@pytest.mark.parametrize("label", [-1, 3])
def test_a_class_there_is_not_is_refused_naming_both(label):
    with pytest.raises(ValueError, match=f"this network has 3 classes, none is number {label}"):
        there_and_back((3, 3), random_layers(9, (), classes=3), label)


def test_a_network_that_does_not_end_in_softmax_is_refused():
    layer = DenseLayer(np.ones((9, 2)), np.zeros(2), "relu")
    with pytest.raises(ValueError, match="the last layer must be a softmax; this one is relu"):
        trace_backprop(trace_network(np.ones((3, 3)), (layer,)), 0)


def test_an_input_the_layer_does_not_have_is_refused():
    back = there_and_back((3, 3), random_layers(9, ()))
    with pytest.raises(ValueError, match="a layer of 9 inputs has no input 9"):
        back.layers[0].input_gradient_terms(9)


# A nudge


def test_a_tiny_nudge_changes_the_loss_as_the_gradient_foretold():
    back = there_and_back((5, 9), random_layers(45, (16,), "tanh"))
    for index in (0, 20, 44):
        nudge = trace_perturbation(back, index, step=1e-6, max_step=0.5)
        assert nudge.change == pytest.approx(nudge.predicted_change, rel=1e-3, abs=1e-12)


def test_a_nudges_loss_is_that_of_the_changed_picture_and_lies_on_its_curve():
    back = there_and_back((5, 9), random_layers(45, (16,)))
    image = back.forward.flatten.image.copy()
    image[1, 3] += 0.25
    layers = tuple(dense.layer for dense in back.forward.dense)
    truth = trace_backprop(trace_network(image.astype(float), layers), back.label).loss
    nudge = trace_perturbation(back, 12, step=0.25, max_step=0.5)
    assert nudge.after == pytest.approx(truth, abs=1e-7)
    assert np.interp(0.25, nudge.steps, nudge.losses) == pytest.approx(nudge.after, abs=1e-9)
    assert np.interp(0, nudge.steps, nudge.losses) == pytest.approx(nudge.before, abs=1e-12)
