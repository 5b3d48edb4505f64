"""The recorded runs: what is shown of them is what their networks do, and they can be repeated."""

import keras
import numpy as np
import pytest

from data.make_diagnosis import evaluate, is_stored, point, snapshots
from models.data.datasets import load
from models.exercises.recorded_runs import (
    IMAGES,
    MEMORIZED,
    NETWORKS,
    RUNS,
    STORED,
    network_name,
    recorded_run,
    recorded_runs,
    run_of,
    stored_network,
)
from models.nn.network import predict_pixels
from models.training.split import split

REPEATED = 2  # epochs
KEPT = (True, False)


@pytest.fixture(scope="module")
def mnist():
    return load("mnist")


def test_every_run_is_stored_and_all_are_small():
    assert tuple(recorded_runs()) == RUNS
    assert STORED.stat().st_size + NETWORKS.stat().st_size < 300_000


def by_keras(layers, examples):
    """The loss and the accuracy of a Keras network with the weights of some layers."""
    dense = [keras.layers.Dense(each.units, activation=each.activation) for each in layers]
    model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), *dense])
    for layer, each in zip(dense, layers, strict=True):
        layer.set_weights([each.kernel, each.bias])
    outputs = model(examples.images.astype(np.float32) / 255)
    losses = keras.losses.sparse_categorical_crossentropy(examples.labels, outputs)
    correct = keras.ops.convert_to_numpy(outputs).argmax(axis=1) == examples.labels
    return float(keras.ops.mean(losses)), float(correct.mean())


@pytest.mark.parametrize(
    ("config", "kept"),
    [*((run_of(images), False) for images in IMAGES), (MEMORIZED, True)],
    ids=lambda each: str(getattr(each, "examples", each)),
)
def test_the_losses_and_accuracies_shown_are_those_of_the_stored_network(mnist, config, kept):
    run, layers = recorded_run(config), stored_network(network_name(config, kept=kept))
    at = run.lowest if kept else -1
    training, validation = split(mnist, config)
    for examples, loss, accuracy in (
        (training, run.loss[at], run.accuracy[at]),
        (validation, run.validation_loss[at], run.validation_accuracy[at]),
    ):
        found = evaluate(layers, examples)
        assert found == pytest.approx((loss, accuracy), rel=1e-5)
        assert by_keras(layers, examples) == pytest.approx((loss, accuracy), rel=1e-5, abs=1e-6)


def test_a_recorded_run_can_be_repeated(mnist):
    run, batches = recorded_run(MEMORIZED), MEMORIZED.batches(mnist)
    training, _ = split(mnist, MEMORIZED)
    found = []
    for snapshot in snapshots(mnist, MEMORIZED, evaluate_every=10):
        if is_stored(snapshot, batches):
            found.append(point(snapshot, training))
        if len(found) > REPEATED:
            break
    columns = run.step, run.loss, run.accuracy, run.validation_loss, run.validation_accuracy
    stored = list(zip(*columns, strict=True))[: len(found)]
    # Another processor may round differently.
    np.testing.assert_allclose(found, stored, rtol=2e-3)


def test_after_early_stopping_the_network_gets_surer_where_it_is_wrong(mnist):
    _, validation = split(mnist, MEMORIZED)
    certainties = []
    for kept in KEPT:
        outputs = predict_pixels(
            validation.images, stored_network(network_name(MEMORIZED, kept=kept))
        )
        wrong = outputs.argmax(axis=1) != validation.labels
        certainties.append(outputs[wrong].max(axis=1).mean())
    assert certainties[1] > certainties[0] + 0.1
