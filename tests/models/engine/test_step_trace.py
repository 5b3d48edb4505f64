"""One training step as arrays: what training did, and what Keras's tape says it should do."""

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

from models.data.datasets import Dataset
from models.engine.keras_network import compiled_network
from models.engine.loop import TrainingLoop
from models.engine.step_trace import trace_step
from models.engine.train import TrainingConfig, initial_checkpoint, replay, snapshot_at, train
from models.nn.activations import ACTIVATIONS
from models.nn.network import predict
from models.nn.optimizers import OPTIMIZERS
from tests.models.small_dataset import few

PLAN = TrainingConfig(hidden_units=(16,), epochs=2, batch_size=300)  # 7 batches, the last of 200


@pytest.fixture(scope="module")
def small() -> Dataset:
    return few(2000, 100)


def keras_gradients(before, images, labels, config) -> tuple[float, list]:
    network = compiled_network(before.layers, (28, 28), config)
    with tf.GradientTape() as tape:
        said = network(images / np.float32(255), training=False)
        losses = tf.keras.losses.sparse_categorical_crossentropy(labels, said)
        loss = tf.reduce_mean(losses) + sum(network.losses)
    return float(loss), [g.numpy() for g in tape.gradient(loss, network.trainable_variables)]


@pytest.mark.parametrize(
    "config",
    [
        PLAN,
        replace(PLAN, hidden_units=()),
        replace(PLAN, hidden_units=(16, 8), activation="tanh"),
        replace(PLAN, l2=0.01),
    ],
    ids=repr,
)
def test_the_gradients_are_those_of_keras_and_its_tape(small, config):
    trace = trace_step(small, initial_checkpoint(small, config), 1)
    loss, expected = keras_gradients(trace.before, trace.images, trace.labels, config)
    assert trace.loss == pytest.approx(loss, abs=1e-5)
    found = [g for layer in trace.layers for g in (layer.kernel_gradient, layer.bias_gradient)]
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activations_gradients_are_those_of_keras_and_its_tape(small, activation):
    config = replace(PLAN, activation=activation, examples=300)
    start = initial_checkpoint(small, config)
    trace = TrainingLoop(
        small, start
    ).trace_next_batch()  # as `trace_step` does; nothing to compile
    images, labels = small.train.images[trace.indices], small.train.labels[trace.indices]
    loss, expected = keras_gradients(start, images, labels, config)
    assert trace.loss == pytest.approx(loss, abs=1e-5)
    for one, other in zip(trace.gradients, expected, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)


@pytest.mark.parametrize(
    ("optimizer", "dropout"), [*((name, 0.0) for name in OPTIMIZERS), ("adam", 0.5)]
)
def test_the_gradients_lead_to_the_very_weights_that_training_reached(small, optimizer, dropout):
    config = replace(PLAN, optimizer=optimizer, dropout=dropout, l2=0.001)
    start = initial_checkpoint(small, config)
    trace = trace_step(small, start, 8)
    reached = replay(small, start, 9)
    update = OPTIMIZERS[optimizer].update
    for place, layer in enumerate(trace.layers):
        np.testing.assert_array_equal(layer.after.kernel, reached.weights[2 * place])
        np.testing.assert_array_equal(layer.after.bias, reached.weights[2 * place + 1])
        nudged, _ = update(
            layer.before.kernel,
            layer.kernel_gradient,
            trace.before.slots[2 * place],
            np.float32(config.learning_rate),
            9,
        )
        np.testing.assert_allclose(layer.after.kernel, nudged, atol=1e-6)
        np.testing.assert_allclose(layer.before.bias + layer.bias_update, layer.after.bias, 1e-5)


def test_a_batch_of_the_trace_is_the_batch_the_training_took(small):
    start = initial_checkpoint(small, PLAN)
    traces = [trace_step(small, start, step) for step in range(7, 14)]
    assert [len(trace.indices) for trace in traces] == [300] * 6 + [200]
    assert {trace.epoch for trace in traces} == {2}
    seen = np.concatenate([trace.indices for trace in traces])
    np.testing.assert_array_equal(np.sort(seen), np.arange(2000))
    for trace in traces:
        stepped = snapshot_at(small, start, trace.step + 1)
        assert stepped.loss == pytest.approx(trace.loss, abs=1e-6)
        right = (trace.logits.argmax(axis=1) == trace.labels).mean()
        assert stepped.accuracy == pytest.approx(right)
        sizes = [np.linalg.norm(layer.kernel_gradient) for layer in trace.layers]
        np.testing.assert_allclose(stepped.evaluation.gradients, sizes, rtol=1e-5)


def test_what_a_batch_was_told_is_what_the_network_says_of_its_images(small):
    trace = trace_step(small, initial_checkpoint(small, PLAN), 3)
    said = predict(trace.images / 255, trace.before.layers)
    np.testing.assert_allclose(trace.probabilities, said, atol=1e-5)
    rows = np.arange(len(trace.labels))
    np.testing.assert_allclose(trace.losses, -np.log(said[rows, trace.labels]), atol=1e-4)
    np.testing.assert_array_equal(trace.images, small.train.images[trace.indices])
    np.testing.assert_array_equal(trace.labels, small.train.labels[trace.indices])


def test_dropout_in_a_trace_is_the_dropout_of_that_step(small):
    config = replace(PLAN, dropout=0.5)
    start = initial_checkpoint(small, config)
    trace = trace_step(small, start, 3)
    assert snapshot_at(small, start, 4).loss == pytest.approx(trace.loss, abs=1e-6)
    assert not np.allclose(trace.probabilities, predict(trace.images / 255, trace.before.layers))


def test_the_step_after_the_last_and_one_before_the_checkpoint_are_refused(small):
    *_, last = train(small, PLAN)
    with pytest.raises(ValueError, match="steps 14 to 14, not 15"):
        trace_step(small, last.checkpoint, 14)
    with pytest.raises(ValueError, match="not 3"):
        trace_step(small, last.checkpoint, 3)
