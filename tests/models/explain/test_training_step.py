"""One training step against Keras: gradients by a GradientTape, and the update of its SGD."""

import numpy as np
import pytest

from models.explain.finite_difference import trace_weight
from models.explain.training_step import losses_after, trace_step
from models.nn.dense import DenseLayer

LABELS = [2, 0, 1]
RATE = 0.05
SIX_DECIMALS = {"rtol": 0, "atol": 5e-7}


def network(hidden_units=(6, 5), activation="relu", seed=0):
    """Layers with random weights and biases: 12 inputs, 4 classes."""
    rng = np.random.default_rng(seed)
    sizes = (12, *hidden_units, 4)
    last = len(sizes) - 2
    return tuple(
        DenseLayer(
            rng.normal(0, 0.5, sizes[at : at + 2]),
            rng.normal(0, 0.5, sizes[at + 1]),
            "softmax" if at == last else activation,
        )
        for at in range(last + 1)
    )


def batch(seed=1):
    return list(np.random.default_rng(seed).random((len(LABELS), 3, 4)))


def keras_network(layers):
    """The same network in Keras, in float64, so that rounding hides no mistake."""
    import keras

    model = keras.Sequential([keras.Input((3, 4), dtype="float64"), keras.layers.Flatten()])
    for layer in layers:
        model.add(keras.layers.Dense(layer.units, layer.activation, dtype="float64"))
    model.set_weights([each for layer in layers for each in (layer.kernel, layer.bias)])
    return model


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("hidden_units", [(), (6,), (6, 5)], ids=str)
def test_loss_gradients_and_update_are_those_of_keras(hidden_units, activation):
    import keras
    import tensorflow as tf

    layers = network(hidden_units, activation)
    step = trace_step(batch(), LABELS, layers)
    model = keras_network(layers)
    with tf.GradientTape() as tape:
        outputs = model(np.stack(batch()))
        loss = tf.reduce_mean(
            keras.losses.sparse_categorical_crossentropy(np.array(LABELS), outputs)
        )
    gradients = tape.gradient(loss, model.trainable_weights)
    assert step.loss == pytest.approx(float(loss), abs=5e-7)
    ours = [each for one in step.gradients for each in (one.kernel, one.bias)]
    for mine, keras_own in zip(ours, gradients, strict=True):
        np.testing.assert_allclose(mine, keras_own, **SIX_DECIMALS)
    keras.optimizers.SGD(RATE).apply_gradients(zip(gradients, model.trainable_weights, strict=True))
    after = step.updated(RATE)
    ours = [each for layer in after for each in (layer.kernel, layer.bias)]
    for mine, keras_own in zip(ours, model.get_weights(), strict=True):
        np.testing.assert_allclose(mine, keras_own, **SIX_DECIMALS)
    outputs = np.asarray(model(np.stack(batch())))
    expected = -np.log(outputs[np.arange(len(LABELS)), LABELS])
    np.testing.assert_allclose(losses_after(step, after), expected, **SIX_DECIMALS)


def test_a_small_step_lowers_the_batchs_loss_by_its_gradients_length():
    step = trace_step(batch(), LABELS, network())
    rate = 1e-5
    squares = sum(
        float(np.square(one.kernel).sum() + np.square(one.bias).sum()) for one in step.gradients
    )
    fall = step.loss - losses_after(step, step.updated(rate)).mean()
    assert fall == pytest.approx(rate * squares, rel=1e-3)


def test_the_chain_rule_is_the_slope_of_the_loss_over_a_weight():
    back = trace_step(batch(), LABELS, network()).images[0]
    tiny = 1e-5
    for index in range(5):
        for unit in range(4):
            curve = trace_weight(back, index, unit, np.array([-tiny, 0.0, tiny]))
            assert curve.losses[1] == pytest.approx(back.loss, abs=1e-12)
            slope = (curve.losses[2] - curve.losses[0]) / (2 * tiny)
            assert curve.gradient == pytest.approx(slope, abs=1e-7)
            assert curve.gradient == pytest.approx(back.layers[-1].d_kernel[index, unit])


def test_a_batch_without_images_is_refused():
    with pytest.raises(ValueError, match="at least one image"):
        trace_step([], [], network())
