"""Checkpoints: going on, stepping to any batch, and leaving the way, all to the bit."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from models.data.datasets import Dataset, Examples
from models.engine.keras_network import build_network
from models.engine.train import (
    TrainingConfig,
    branch,
    initial_checkpoint,
    nearest,
    replay,
    snapshot_at,
    train,
)
from models.nn.optimizers import OPTIMIZERS
from tests.models.small_dataset import few

PLAN = TrainingConfig(hidden_units=(16,), epochs=3, batch_size=64)  # 32 batches, the last not full


@pytest.fixture(scope="module")
def small() -> Dataset:
    return few(2000, 500)


def arrays(checkpoint) -> list:
    return [*checkpoint.weights, *(one for each in checkpoint.slots for one in each)]


def same(one, other) -> bool:
    return (one.step, one.epoch, one.optimizer_step) == (
        other.step,
        other.epoch,
        other.optimizer_step,
    ) and all(np.array_equal(a, b) for a, b in zip(arrays(one), arrays(other), strict=True))


def numbers(snapshot) -> tuple:
    return (
        *(snapshot.step, snapshot.epoch, snapshot.loss, snapshot.accuracy, snapshot.total_steps),
        *(snapshot.validation_loss, snapshot.validation_accuracy, snapshot.evaluation.gradients),
    )


@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_a_batch_is_the_same_to_the_bit_from_wherever_one_comes(small, dropout):
    config = replace(PLAN, dropout=dropout)
    ways = [snapshot.checkpoint for snapshot in train(small, config, untrained_first=True)]
    for step in (1, 5, 31, 32, 33, 64, 80, 96):
        reached = [replay(small, way, step) for way in ways if way.step <= step]
        assert len(reached) >= 1
        assert all(same(one, reached[0]) for one in reached)


def test_batch_after_batch_leads_where_one_stretch_leads(small):
    whole = replay(small, initial_checkpoint(small, PLAN), 40)
    walked = initial_checkpoint(small, PLAN)
    for step in range(1, 41):
        walked = replay(small, walked, step)
    assert same(walked, whole)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_going_on_from_a_pickled_checkpoint_gives_the_rest_of_the_snapshots(small, optimizer):
    config = replace(PLAN, hidden_units=(16, 8), optimizer=optimizer)
    snapshots = list(train(small, config))
    kept = pickle.loads(pickle.dumps(snapshots[13].checkpoint))
    rest = list(train(small, kept.config, start=kept))
    assert [numbers(each) for each in rest] == [numbers(each) for each in snapshots[14:]]
    assert same(rest[-1].checkpoint, snapshots[-1].checkpoint)


def test_going_on_between_two_looks_meets_the_next_ones(small):
    snapshots = list(train(small, PLAN))
    start = replay(small, snapshots[0].checkpoint, 45)
    later = [each for each in snapshots if each.step > 45]
    rest = list(train(small, PLAN, start=start))
    assert [each.step for each in rest] == [each.step for each in later]
    assert [n.validation_loss for n in rest] == [n.validation_loss for n in later]
    assert same(rest[-1].checkpoint, later[-1].checkpoint)


def test_a_single_step_shows_the_batch_just_trained(small):
    start = initial_checkpoint(small, PLAN)
    one = snapshot_at(small, start, 1)
    peeked = snapshot_at(small, start, 0)
    assert (one.step, peeked.step) == (1, 0)
    assert one.loss == pytest.approx(peeked.loss, rel=1e-6)
    assert one.evaluation.gradients == pytest.approx(peeked.evaluation.gradients, rel=1e-5)
    assert one.validation_loss != peeked.validation_loss
    assert (one.loss, one.step) != (snapshot_at(small, start, 2).loss, 2)


def test_a_single_step_onto_a_look_shows_its_validation_figures(small):
    snapshots = list(train(small, PLAN))
    stepped = snapshot_at(small, snapshots[3].checkpoint, snapshots[9].step)
    assert stepped.epoch == snapshots[9].epoch
    assert stepped.validation_loss == snapshots[9].validation_loss
    assert stepped.evaluation.gradients == snapshots[9].evaluation.gradients
    assert same(stepped.checkpoint, snapshots[9].checkpoint)


def test_a_look_at_the_plans_end_needs_no_next_batch(small):
    *_, last = train(small, PLAN)
    (again,) = train(small, PLAN, start=last.checkpoint, untrained_first=True)
    assert (again.step, again.epoch) == (96, 3)
    assert again.validation_loss == last.validation_loss


def test_the_nearest_checkpoint_lies_at_or_before_the_step(small):
    kept = [each.checkpoint for each in train(small, replace(PLAN, epochs=1))]
    assert [each.step for each in kept[:3]] == [3, 6, 9]
    assert nearest(kept, 8).step == 6
    assert nearest(reversed(kept), 9).step == 9
    with pytest.raises(ValueError, match="no checkpoint lies at or before step 2"):
        nearest(kept, 2)


@pytest.mark.parametrize("step", [-1, 97])
def test_a_step_that_is_not_on_the_way_is_refused(small, step):
    with pytest.raises(ValueError, match=f"steps 0 to 96, not {step}"):
        replay(small, initial_checkpoint(small, PLAN), step)
    with pytest.raises(ValueError, match=f"steps 0 to 96, not {step}"):
        snapshot_at(small, initial_checkpoint(small, PLAN), step)


def test_a_checkpoint_of_another_plan_or_network_is_refused(small):
    start = initial_checkpoint(small, PLAN)
    with pytest.raises(ValueError, match="by another config"):
        train(small, replace(PLAN, seed=1), start=start)
    with pytest.raises(ValueError, match="keeps its network"):
        branch(start, replace(PLAN, hidden_units=(8,)))
    images = small.train.images[:, :14]
    half = Dataset(*[Examples(images, small.train.labels)] * 2, small.classes)
    with pytest.raises(ValueError, match="network is"):
        train(half, PLAN, start=start)


def test_a_branch_that_changes_nothing_at_an_epochs_end_repeats_its_parent(small):
    snapshots = list(train(small, PLAN))
    start = branch(snapshots[9].checkpoint, replace(PLAN, epochs=2))
    again = list(train(small, start.config, start=start))
    assert [numbers(each) for each in again] == [numbers(each) for each in snapshots[10:]]


def test_a_branch_in_an_epochs_middle_begins_the_next_one_and_counts_on(small):
    parent = replay(small, initial_checkpoint(small, PLAN), 40)  # in epoch 2
    config = replace(PLAN, learning_rate=0.01, batch_size=500, epochs=1)
    snapshots = list(train(small, config, start=branch(parent, config)))
    assert [each.step for each in snapshots] == [41, 42, 43, 44]
    assert {each.epoch for each in snapshots} == {3}
    assert {each.total_steps for each in snapshots} == {44}
    assert snapshots[-1].checkpoint.optimizer_step == 44


def test_any_batch_of_a_branch_is_reached_to_the_bit_too(small):
    plan = replace(PLAN, hidden_units=(16, 8))
    parent = replay(small, initial_checkpoint(small, plan), 40)
    start = branch(parent, replace(plan, optimizer="momentum", epochs=2))
    snapshots = list(train(small, start.config, start=start))
    for snapshot in snapshots[::4]:
        assert same(replay(small, start, snapshot.step), snapshot.checkpoint)


def test_another_optimizer_remembers_nothing_and_the_same_one_all(small):
    parent = replay(small, initial_checkpoint(small, PLAN), 40)
    kept = branch(parent, replace(PLAN, learning_rate=0.1))
    assert kept.optimizer_step == 40
    assert all(a is b for a, b in zip(arrays(kept), arrays(parent), strict=True))
    other = branch(parent, replace(PLAN, optimizer="rmsprop"))
    assert other.optimizer_step == 0
    assert not any(one.any() for each in other.slots for one in each)
    assert branch(parent, replace(PLAN, optimizer="sgd")).slots == ((),) * 4


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("frozen", [(0,), (1,), (0, 2)])
def test_a_frozen_layer_keeps_its_weights_while_the_others_learn(small, optimizer, frozen):
    config = replace(PLAN, hidden_units=(16, 8), optimizer=optimizer)
    parent = replay(small, initial_checkpoint(small, config), 10)
    start = branch(parent, replace(config, frozen=frozen, l2=0.01, epochs=1))
    end = replay(small, start, 42)
    for place in range(3):
        for part in (2 * place, 2 * place + 1):
            kept = np.array_equal(end.weights[part], parent.weights[part])
            assert kept == (place in frozen)
            if kept:
                for one, other in zip(end.slots[part], parent.slots[part], strict=True):
                    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_frozen_layer_stays_what_it_was_when_the_others_explode(small, optimizer):
    config = replace(PLAN, hidden_units=(16, 8), optimizer=optimizer, learning_rate=100)
    parent = replay(small, initial_checkpoint(small, replace(config, learning_rate=0.01)), 10)
    start = branch(parent, replace(config, frozen=(0,)))
    start = replace(start, weights=(*start.weights[:2], *(w * 1e30 for w in start.weights[2:])))
    end = replay(small, start, 20)
    assert not all(np.isfinite(weight).all() for weight in end.weights)
    for one, other in zip(end.weights[:2], parent.weights[:2], strict=True):
        np.testing.assert_array_equal(one, other)


def test_frozen_layers_leave_the_others_to_learn_as_keras_has_it(small):
    import keras

    config = TrainingConfig(
        hidden_units=(8,), batch_size=2000, epochs=3, learning_rate=0.01, frozen=(0,), l2=0.01
    )
    network = build_network((28, 28), (8,), "relu", 10)
    network.layers[1].trainable = False
    for layer in network.layers[1:]:
        layer.kernel.regularizer = keras.regularizers.L2(0.01)
    network.compile(
        keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", run_eagerly=True
    )
    images = small.train.images / np.float32(255)
    network.fit(images, small.train.labels, batch_size=2000, epochs=3, verbose=0)
    *_, last = train(small, config)
    for layer, expected in zip(last.layers, network.layers[1:], strict=True):
        np.testing.assert_allclose(layer.kernel, expected.kernel.numpy(), atol=2e-4)
    loss = network.evaluate(small.test.images / np.float32(255), small.test.labels, verbose=0)
    assert last.validation_loss == pytest.approx(loss, abs=1e-4)
