import math
from dataclasses import replace
from itertools import pairwise

import keras
import numpy as np
import pytest

from models.data.datasets import Dataset, Examples, load
from models.engine.keras_network import build_network, compiled_network, keras_optimizer
from models.engine.loop import TrainingLoop, compiled_steps
from models.engine.train import TrainingConfig, initial_checkpoint, snapshot_at, train
from models.nn.optimizers import OPTIMIZERS
from tests.models.small_dataset import few

# What XLA has compiled serves every training of the same layers, optimizer and batch size; another
# one takes four processor seconds. So most tests train networks like this one.
QUICK = {"hidden_units": (16,), "epochs": 1, "examples": 2000, "batch_size": 50}


@pytest.fixture(scope="module")
def mnist() -> Dataset:
    return load("mnist")


@pytest.fixture(scope="module")
def small() -> Dataset:
    return few(2000, 500)


def numbers(snapshot) -> tuple:
    return (
        *(snapshot.step, snapshot.epoch, snapshot.loss, snapshot.accuracy),
        *(snapshot.validation_loss, snapshot.validation_accuracy),
    )


def same(one, other) -> bool:
    return numbers(one) == numbers(other) and all(
        np.array_equal(a.kernel, b.kernel) and np.array_equal(a.bias, b.bias)
        for a, b in zip(one.layers, other.layers, strict=True)
    )


def test_six_thousand_images_and_three_epochs_read_nine_digits_of_ten(mnist):
    *_, last = train(mnist, TrainingConfig(examples=6000, epochs=3))
    assert last.validation_accuracy >= 0.9
    assert last.step == last.total_steps == 3 * 47
    assert last.epoch == 3


@pytest.mark.parametrize(("batch_size", "looks"), [(1, 10), (50, 10), (1500, 2), (10_000, 1)])
def test_an_epoch_has_ten_snapshots_or_one_a_batch(small, batch_size, looks):
    config = TrainingConfig(hidden_units=(), epochs=2, batch_size=batch_size)
    snapshots = list(train(small, config))
    assert [s.epoch for s in snapshots] == [1] * looks + [2] * looks
    assert all(a.step < b.step for a, b in pairwise(snapshots))
    assert snapshots[looks - 1].step == config.batches(small)
    assert snapshots[-1].step == config.steps(small) == snapshots[-1].total_steps


def test_the_same_seed_gives_the_same_snapshots_to_the_bit(small):
    config = TrainingConfig(**QUICK, seed=7)
    first, second = list(train(small, config)), list(train(small, config))
    assert all(same(one, other) for one, other in zip(first, second, strict=True))


def test_two_trainings_side_by_side_do_not_disturb_each_other(small):
    config = TrainingConfig(**QUICK)
    alone = list(train(small, config))
    for one, other, expected in zip(train(small, config), train(small, config), alone, strict=True):
        assert same(one, expected)
        assert same(other, expected)


def test_another_seed_gives_another_start_and_another_order(small):
    one, other = (next(train(small, TrainingConfig(**QUICK, seed=seed))) for seed in (1, 2))
    assert not same(one, other)


def test_the_largest_seed_trains_too(small):
    assert math.isfinite(next(train(small, TrainingConfig(**QUICK, seed=2**31 - 1))).loss)


@pytest.mark.parametrize(
    ("hidden_units", "options"),
    [
        ((), {}),
        ((), {"l2": 0.003}),
        ((16,), {"l2": 0.003}),
        ((32, 16), {}),
        ((32, 16), {"l2": 0.003}),
        ((16,), {"dropout": 0.3}),
    ],
    ids=repr,
)
def test_keras_evaluates_a_snapshot_to_the_numbers_it_shows(small, hidden_units, options):
    config = TrainingConfig(**QUICK | {"hidden_units": hidden_units}, **options)
    *_, last = train(small, config)
    check_against_keras(small, last, config)


def check_against_keras(dataset, snapshot, config):
    network = compiled_network(snapshot.layers, (28, 28), config)
    loss, accuracy = network.evaluate(
        dataset.test.images / np.float32(255), dataset.test.labels, batch_size=1000, verbose=0
    )
    assert snapshot.validation_loss == pytest.approx(loss, abs=1e-4)
    assert snapshot.validation_accuracy == pytest.approx(accuracy, abs=1e-4)


def test_before_training_the_layers_are_the_keras_networks_first_weights(small):
    before = next(train(small, TrainingConfig(**QUICK, seed=3), untrained_first=True))
    network = build_network((28, 28), (16,), "relu", 10, seed=3)
    assert (before.step, before.epoch) == (0, 1)
    for layer, reference in zip(before.layers, network.layers[1:], strict=True):
        np.testing.assert_array_equal(layer.kernel, reference.kernel.numpy())


def test_looking_before_training_changes_nothing_afterwards(small):
    config = TrainingConfig(**QUICK)
    _, *after = train(small, config, untrained_first=True)
    assert all(same(a, b) for a, b in zip(after, train(small, config), strict=True))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_learns_step_by_step_as_keras_does(small, optimizer):
    config = TrainingConfig(
        hidden_units=(8,), optimizer=optimizer, learning_rate=0.01, batch_size=2000, epochs=4
    )
    first, *_, last = train(small, config)  # one batch an epoch, so the order does not matter
    assert last.loss < first.loss
    check_against_keras(small, last, config)
    network = build_network((28, 28), (8,), "relu", 10, seed=0)
    network.compile(
        keras_optimizer(optimizer, 0.01), "sparse_categorical_crossentropy", run_eagerly=True
    )
    images = small.train.images / np.float32(255)
    network.fit(images, small.train.labels, batch_size=2000, epochs=4, verbose=0)
    for layer, expected in zip(last.layers, network.layers[1:], strict=True):
        np.testing.assert_allclose(layer.kernel, expected.kernel.numpy(), atol=2e-4)
        np.testing.assert_allclose(layer.bias, expected.bias.numpy(), atol=2e-4)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_l2_pulls_at_the_kernels_and_counts_in_the_loss_as_in_keras(small, optimizer):
    config = TrainingConfig(
        hidden_units=(8,),
        optimizer=optimizer,
        learning_rate=0.01,
        batch_size=2000,
        epochs=4,
        l2=0.02,
    )
    snapshots = list(train(small, config))
    network = build_network((28, 28), (8,), "relu", 10)
    for layer in network.layers[1:]:
        layer.kernel.regularizer = keras.regularizers.L2(0.02)
    network.compile(
        keras_optimizer(optimizer, 0.01), "sparse_categorical_crossentropy", run_eagerly=True
    )
    images = small.train.images / np.float32(255)
    told = network.fit(images, small.train.labels, batch_size=2000, epochs=4, verbose=0)
    np.testing.assert_allclose([s.loss for s in snapshots], told.history["loss"], atol=1e-4)
    for layer, expected in zip(snapshots[-1].layers, network.layers[1:], strict=True):
        np.testing.assert_allclose(layer.kernel, expected.kernel.numpy(), atol=3e-4)
        np.testing.assert_allclose(layer.bias, expected.bias.numpy(), atol=3e-4)


def test_dropout_drops_its_share_and_raises_the_rest(small):
    config = TrainingConfig(
        hidden_units=(200,), dropout=0.25, batch_size=2000, activation="sigmoid"
    )
    start = initial_checkpoint(small, config)
    kernel, bias, _, zeros = start.weights
    # Every hidden output is 0.5 before dropout, and each of ten logits repeats one of them.
    start = replace(start, weights=(kernel * 0, bias, np.eye(200, 10, dtype=np.float32), zeros))
    logits = TrainingLoop(small, start).trace_next_batch().logits
    np.testing.assert_allclose(np.unique(logits), [0, 0.5 / 0.75], rtol=1e-6)
    assert (logits == 0).mean() == pytest.approx(0.25, abs=0.01)  # of 20,000
    assert (logits == 0).mean(axis=0) == pytest.approx(0.25, abs=0.05)
    assert len(np.unique(logits, axis=0)) > 200  # each image loses units of its own
    for changed in ({"config": replace(config, seed=1)}, {"step": 1, "epoch": 1}):
        other = TrainingLoop(small, replace(start, **changed)).trace_next_batch().logits
        assert ((other == 0) != (logits == 0)).mean() == pytest.approx(2 * 0.25 * 0.75, abs=0.02)


def test_dropout_is_the_same_for_a_seed_and_another_for_another_step(small):
    config = TrainingConfig(**QUICK, dropout=0.5)
    one, other = list(train(small, config)), list(train(small, config))
    assert all(same(a, b) for a, b in zip(one, other, strict=True))
    plain = list(train(small, replace(config, dropout=0.0)))
    assert one[-1].loss > plain[-1].loss  # of a network with half its units gone


def test_dropout_without_hidden_layers_changes_nothing(small):
    config = TrainingConfig(**(QUICK | {"hidden_units": ()}))
    *_, plain = train(small, config)
    other = replace(config, dropout=0.5)
    *_, dropped = train(small, other)
    assert same(plain, dropped)
    assert compiled_steps(other) is compiled_steps(config)


def test_a_second_run_with_other_settings_compiles_nothing(small):
    config = TrainingConfig(**QUICK | {"examples": 1000})
    list(train(small, config))
    programs, compiled = compiled_steps(config), compilations(config)
    for changed in (
        {"learning_rate": 0.1, "seed": 9},
        {"epochs": 2},
        {"examples": 1500},
        {"l2": 0.1},
        {"frozen": (1,)},
    ):
        other = replace(config, **changed)
        list(train(small, other))
        assert compiled_steps(other) is programs
    assert compilations(config) == compiled


@pytest.mark.parametrize("dropout", [0.0, 0.4])
def test_in_batches_of_another_size_a_run_shows_its_start_before_anything_is_compiled(
    small, dropout
):
    config = TrainingConfig(**QUICK | {"examples": 1000}, dropout=dropout, l2=0.01)
    list(train(small, config))
    compiled = compilations(config)
    start = next(train(small, replace(config, batch_size=30), untrained_first=True))
    assert compilations(config) == compiled
    first = snapshot_at(small, start.checkpoint, 1)
    assert start.loss == pytest.approx(first.loss, rel=1e-6)
    assert start.accuracy == pytest.approx(first.accuracy)
    assert start.evaluation.gradients == pytest.approx(first.evaluation.gradients, rel=1e-5)


def compilations(config):
    """Count how often learning and judging were compiled for a config's kind of network."""
    return [each.programs for each in compiled_steps(config)[:2]]


def test_a_last_batch_that_is_not_full_counts_only_its_own_images(small):
    config = TrainingConfig(hidden_units=(), epochs=1, batch_size=1500, learning_rate=1e-9)
    (first, second) = train(small, config)  # next to no learning: the parts must make up the whole
    whole = compiled_network(second.layers, (28, 28)).evaluate(
        small.train.images / np.float32(255), small.train.labels, verbose=0
    )
    assert (first.loss * 1500 + second.loss * 500) / 2000 == pytest.approx(whole[0], abs=1e-4)
    assert (first.accuracy * 1500 + second.accuracy * 500) / 2000 == pytest.approx(whole[1])


def test_pictures_with_channels_and_other_classes_train_too():
    random = np.random.default_rng(0)
    images = random.random((60, 4, 5, 3), dtype=np.float32)
    labels = (images.mean(axis=(1, 2, 3)) > 0.5).astype(np.uint8)
    examples = Examples(images, labels)
    *_, last = train(
        Dataset(examples, examples, ("dark", "bright")),
        TrainingConfig(hidden_units=(4,), epochs=30, batch_size=10, learning_rate=0.05),
    )
    assert last.layers[0].kernel.shape == (60, 4)
    assert last.layers[-1].units == 2
    assert last.validation_accuracy > 0.9


def test_asking_for_the_next_snapshot_is_what_trains(small):
    snapshots = train(small, TrainingConfig(hidden_units=(), epochs=100, batch_size=1))
    for _ in range(3):
        taken = next(snapshots)
    snapshots.close()  # 200,000 batches would take minutes; three looks take a moment
    assert taken.step == 600 < taken.total_steps == 200_000


def test_exploded_training_ends_with_a_snapshot_that_says_so(small):
    config = TrainingConfig(
        hidden_units=(64, 64), activation="linear", optimizer="sgd", learning_rate=100, epochs=3
    )
    *before, last = train(small, config)
    assert not last.is_finite
    assert all(snapshot.is_finite for snapshot in before)
    assert last.step < config.steps(small)


@pytest.mark.parametrize(
    "setting",
    [
        {"hidden_units": (0,)},
        {"hidden_units": (-3,)},
        {"hidden_units": (4097,)},
        {"hidden_units": (8,) * 5},
        {"hidden_units": (12.0,)},
        {"hidden_units": (True,)},
        {"hidden_units": ("8",)},
        {"hidden_units": 128},
        {"hidden_units": "12"},
        {"hidden_units": None},
        {"epochs": 0},
        {"epochs": 101},
        {"epochs": 1.5},
        {"epochs": True},
        {"epochs": "5"},
        {"batch_size": 0},
        {"batch_size": 10_001},
        {"batch_size": None},
        {"learning_rate": 0},
        {"learning_rate": -0.1},
        {"learning_rate": 101},
        {"learning_rate": math.nan},
        {"learning_rate": math.inf},
        {"learning_rate": "0.1"},
        {"learning_rate": True},
        {"learning_rate": 1j},
        {"learning_rate": 1e-400},
        {"activation": "wiggle"},
        {"activation": None},
        {"activation": ["relu"]},
        {"optimizer": "magic"},
        {"optimizer": None},
        {"examples": 0},
        {"examples": 60_001},
        {"examples": 10.0},
        {"l2": -0.1},
        {"l2": 2},
        {"l2": math.nan},
        {"l2": "0.1"},
        {"l2": True},
        {"dropout": -0.1},
        {"dropout": 1},
        {"dropout": None},
        {"frozen": (2,)},
        {"frozen": (-1,)},
        {"frozen": 0},
        {"frozen": (0.0,)},
        {"seed": -1},
        {"seed": 2**31},
        {"seed": None},
    ],
    ids=repr,
)
def test_an_impossible_plan_is_refused_in_a_sentence(setting):
    with pytest.raises(ValueError, match=r"\w+ .* \w+") as refusal:
        TrainingConfig(**setting)
    assert "\n" not in str(refusal.value)


def test_a_plan_for_more_images_than_there_are_is_refused_before_training(small):
    with pytest.raises(ValueError, match="asks for 3000 examples, there are 2000"):
        train(small, TrainingConfig(examples=3000))


@pytest.mark.parametrize(
    ("images", "labels", "sentence"),
    [
        (np.zeros((3, 16), np.uint8), [0, 1, 0], "shape"),
        (np.zeros((0, 4, 4), np.uint8), [], "at least 1"),
        (np.zeros((3, 4, 4), np.uint8), [0, 1], "as many labels"),
        (np.zeros((3, 4, 4), np.uint8), [0, 1, 2], "from 0 to 1"),
    ],
)
def test_a_dataset_that_holds_nothing_to_learn_from_is_refused(images, labels, sentence):
    examples = Examples(images, np.array(labels, int))
    with pytest.raises(ValueError, match=sentence):
        train(Dataset(examples, examples, ("a", "b")), TrainingConfig())


def test_lists_and_numpy_numbers_make_the_same_plan():
    written = TrainingConfig(hidden_units=[np.int64(8)], learning_rate=np.float64(0.5), epochs=2)
    assert written == TrainingConfig(hidden_units=(8,), learning_rate=0.5, epochs=2)
    assert type(written.hidden_units[0]) is int
