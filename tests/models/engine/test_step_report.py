"""A training step told: its numbers are the training's own, and Keras's."""

from dataclasses import asdict, replace

import numpy as np
import pytest
import tensorflow as tf

from models.data.datasets import Dataset, load
from models.engine.keras_network import to_keras
from models.engine.step_report import MAX_IMAGES, report_step
from models.engine.step_trace import trace_step
from models.engine.train import initial_checkpoint
from models.explain.optimizer_steps import OPTIMIZER_STEPS
from models.nn.optimizers import OPTIMIZERS
from models.tasks import replay
from models.tasks.replay import step_report
from models.training.checkpoint import branch
from models.training.config import TrainingConfig
from models.worker.payload import size_of
from tests.models.small_dataset import few
from tests.models.waiting import run_to_end

PLAN = TrainingConfig(
    hidden_units=(12, 7), activation="tanh", epochs=2, examples=700, batch_size=128
)


@pytest.fixture(scope="module")
def small() -> Dataset:
    return few(700, 100)


def random_start(dataset, config):
    """A checkpoint of random kernels and, unlike a fresh network's, random biases."""
    start = initial_checkpoint(dataset, config)
    chance = np.random.default_rng(0)
    weights = [chance.normal(0, 0.1, each.shape).astype(np.float32) for each in start.weights]
    return replace(start, weights=tuple(weights))


def column(kernel, bias, unit):
    return np.append(kernel[:, unit], bias[unit])


@pytest.mark.parametrize(("step", "layer", "unit"), [(0, 0, 11), (5, 1, 3), (8, 2, 9)])
def test_the_task_tells_the_numbers_of_the_trace(step, layer, unit):
    settings, data = asdict(PLAN), load("mnist")
    told = run_to_end(step_report("mnist", settings, (), step, layer, unit))[1]
    trace = trace_step(data, initial_checkpoint(data, PLAN), step)
    assert (told["step"], told["epoch"], told["count"]) == (step, trace.epoch, len(trace.labels))
    assert told["count"] == (60 if step == 5 else 128)
    for name in ("indices", "images", "labels", "probabilities", "losses"):
        np.testing.assert_array_equal(told[name], getattr(trace, name)[:MAX_IMAGES])
    assert told["loss"] == trace.loss
    assert told["sum"] / told["count"] + told["penalty"] == pytest.approx(trace.loss, abs=1e-6)
    assert told["correct"] == (trace.logits.argmax(axis=1) == trace.labels).sum()
    one = trace.layers[layer]
    for name, kernel, bias in [
        ("before", one.before.kernel, one.before.bias),
        ("gradient", one.kernel_gradient, one.bias_gradient),
        ("after", one.after.kernel, one.after.bias),
    ]:
        np.testing.assert_array_equal(told[name], column(kernel, bias, unit))
    np.testing.assert_allclose(
        told["update"], column(one.kernel_update, one.bias_update, unit), rtol=1e-6, atol=1e-12
    )
    # Exactly, so that the three numbers on screen add up.
    np.testing.assert_array_equal(told["before"] + told["update"], told["after"].astype(float))
    assert size_of(told) < 300_000


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_the_gradient_is_that_of_a_keras_network_with_its_tape(small, layer):
    start = random_start(small, PLAN)
    trace = trace_step(small, start, 0)
    network = to_keras((28, 28), start.layers)
    with tf.GradientTape() as tape:
        said = network(trace.images / np.float32(255), training=True)
        loss = tf.reduce_mean(tf.keras.losses.sparse_categorical_crossentropy(trace.labels, said))
    kernel, bias = tape.gradient(loss, network.trainable_variables)[2 * layer : 2 * layer + 2]
    told = report_step(trace, layer, 2)
    assert np.abs(told["gradient"]).max() > 1e-4
    np.testing.assert_allclose(
        told["gradient"], column(kernel.numpy(), bias.numpy(), 2), rtol=1e-4, atol=1e-7
    )
    assert told["mean"] == pytest.approx(float(loss), abs=1e-5)


def test_every_optimizer_has_its_working_written_down():
    assert list(OPTIMIZER_STEPS) == list(OPTIMIZERS)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_rule_written_out_is_the_optimizers_and_leads_to_the_weight_reached(small, optimizer):
    config = replace(PLAN, optimizer=optimizer, l2=0.01)
    trace = trace_step(small, random_start(small, config), 4)
    told = report_step(trace, 0, 5)
    numbers = OPTIMIZER_STEPS[optimizer].values
    memories = tuple(
        column(kernel, bias, 5).astype(float)
        for kernel, bias in zip(*trace.before.slots[:2], strict=True)
    )
    weight, gradient = told["before"].astype(float), told["gradient"].astype(float)
    nudged, kept = OPTIMIZERS[optimizer].update(weight, gradient, memories, 1e-3, 5)
    found = numbers(gradient, memories, 1e-3, 5)
    np.testing.assert_allclose(found["change"], nudged - weight, rtol=1e-6, atol=1e-12)
    for name, memory in zip(("v",) if optimizer == "momentum" else ("m", "s"), kept, strict=False):
        if optimizer != "rmsprop":
            np.testing.assert_allclose(found[name], memory, rtol=1e-12)
    # Where the gradient is more than rounding, the rule and training agree as float32 can.
    clear = np.abs(gradient) > 1e-5
    assert clear.sum() > 100
    np.testing.assert_allclose(
        told["update"][clear], told["optimizer_steps"]["change"][clear],
        atol=2 * told["ulp"].max(), rtol=1e-3,
    )  # fmt: skip
    assert told["penalty"] > 0
    for line in OPTIMIZER_STEPS[optimizer].formula_lines:
        line.format(g=1, rate=1, t=1, **told["optimizer_steps"])  # every name has its number


def test_a_frozen_layer_has_a_gradient_and_does_not_move(small):
    config = replace(PLAN, frozen=(0,))
    told = report_step(trace_step(small, random_start(small, config), 1), 0, 4)
    assert told["frozen"]
    assert np.abs(told["gradient"]).max() > 0
    assert not told["update"].any()


def test_a_weight_of_a_pixel_that_is_black_in_the_whole_batch_has_no_gradient(small):
    trace = trace_step(small, random_start(small, PLAN), 0)
    told = report_step(trace, 0, 0)
    black = (trace.images.reshape(128, -1) == 0).all(axis=0)
    assert told["blank_pixels"] == black.sum()
    assert not told["gradient"][:-1][black].any()
    assert told["zero_gradient_count"] >= told["blank_pixels"]
    assert np.abs(told["gradient"][told["largest_gradient"]]) == np.abs(told["gradient"][:-1]).max()


def test_a_wide_layers_story_stays_short(small):
    config = TrainingConfig(hidden_units=(4096,), examples=100, batch_size=100)
    told = report_step(trace_step(small, initial_checkpoint(small, config), 0), 1, 0)
    assert len(told["before"]) == 4097
    assert size_of(told) < 300_000


def test_shuffled_pixels_stand_where_their_weights_are():
    config = replace(PLAN, pixels="permuted", batch_size=20)
    told = run_to_end(step_report("mnist", asdict(config), (), 3, 0, 0))[1]
    black = (told["images"].reshape(20, -1) == 0).all(axis=0)
    assert black.sum() == told["blank_pixels"]
    assert (told["gradient"][:-1][black] == 0).all()
    assert (told["gradient"][:-1][~black] != 0).mean() > 0.9


def test_a_branch_tells_the_batch_it_began_with():
    other, way = replace(PLAN, learning_rate=0.01), ((asdict(PLAN), 3),)
    told = run_to_end(step_report("mnist", asdict(other), way, 3, 0, 0))[1]
    data = load("mnist")
    left = run_to_end(replay.train_to(data, PLAN, (), 3))[1]
    trace = trace_step(data, branch(left, other), 3)
    np.testing.assert_array_equal(told["indices"], trace.indices[:MAX_IMAGES])
    np.testing.assert_array_equal(told["before"][:-1], left.weights[0][:, 0])


@pytest.mark.parametrize(
    ("layer", "unit", "sentence"),
    [(3, 0, "layers 0 to 2, got layer 3"), (0, 12, "units 0 to 11, got unit 12"), (0, -1, "-1")],
)
def test_a_unit_that_is_not_there_is_refused_in_a_sentence(small, layer, unit, sentence):
    with pytest.raises(ValueError, match=sentence):
        report_step(trace_step(small, initial_checkpoint(small, PLAN), 0), layer, unit)


def test_the_step_after_the_last_is_refused():
    with pytest.raises(ValueError, match="not 13"):
        run_to_end(step_report("mnist", asdict(PLAN), (), 12, 0, 0))
