"""What a look measures, against Keras's network at the same moment."""

from functools import cache

import numpy as np
import pytest

from models.data.datasets import Dataset, Examples
from models.engine.keras_network import compiled_network
from models.engine.train import train
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer
from models.nn.network import predict
from models.training.config import TrainingConfig
from models.training.evaluation import fraction_of_units, histogram, trace_histograms
from tests.models.small_dataset import few


@cache
def first_2000() -> Dataset:
    return few(2000, 1300)  # a tile and a part of one


@pytest.fixture(scope="module")
def small() -> Dataset:
    return first_2000()


def outputs(snapshot, images) -> list:
    """What each Keras layer says about the images."""
    network = compiled_network(snapshot.layers, (28, 28))
    values, every = images / np.float32(255), []
    for layer in network.layers:
        values = layer(values)
        every.append(np.asarray(values))
    return every[1:]


LAYERS = (12, 8)  # of nearly all networks here: others would have to be compiled


@cache
def last_of(**settings):
    settings = {"hidden_units": LAYERS, "epochs": 1, "batch_size": 100} | settings
    *_, last = train(first_2000(), TrainingConfig(**settings))
    return last


def test_the_confusion_matrix_counts_true_classes_in_rows_and_predicted_in_columns(small):
    last = last_of()
    expected = np.zeros((10, 10), int)
    np.add.at(expected, (small.test.labels, outputs(last, small.test.images)[-1].argmax(1)), 1)
    np.testing.assert_array_equal(last.evaluation.confusion, expected)
    assert last.validation_accuracy == pytest.approx(np.trace(expected) / 1300)


def test_without_hidden_layers_there_are_no_hidden_units_to_die():
    look = last_of(hidden_units=()).evaluation
    assert look.flat_fraction == look.dead == look.saturated == ()
    assert len(look.gradients) == 1


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_units_are_flat_where_keras_says_so(small, activation):
    last = last_of(activation=activation)
    assert [flat.shape for flat in last.evaluation.flat_fraction] == [(12,), (8,)]
    where = ACTIVATIONS[activation].flat_region
    for found, values in zip(
        last.evaluation.flat_fraction, outputs(last, small.test.images), strict=False
    ):
        expected = where.contains(values).mean(axis=0) if where else np.zeros(found.shape)
        np.testing.assert_allclose(found, expected, atol=0.002)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_learns_and_means_the_same_to_keras_and_on_the_pages(small, activation):
    last = last_of(activation=activation, epochs=3, learning_rate=0.01)
    assert last.validation_loss < 0.95 * np.log(10)  # which guessing has
    said = predict(small.test.images / 255, last.layers)
    right = (said.argmax(axis=1) == small.test.labels).mean()
    assert last.validation_accuracy == pytest.approx(right, abs=0.003)
    loss, accuracy = compiled_network(last.layers, (28, 28)).evaluate(
        small.test.images / np.float32(255), small.test.labels, batch_size=1300, verbose=0
    )
    assert last.validation_loss == pytest.approx(loss, abs=1e-4)
    assert last.validation_accuracy == pytest.approx(accuracy, abs=1e-4)


@pytest.mark.parametrize(
    "activation", [row.name for row in ACTIVATIONS.values() if row.flat_region]
)
def test_on_a_flat_part_the_slope_is_next_to_nothing_and_elsewhere_not(activation):
    sums = np.linspace(-8, 8, 1601, dtype=np.float32)
    values = ACTIVATIONS[activation].apply(sums)
    slopes = np.gradient(values, sums)
    flat = ACTIVATIONS[activation].flat_region.contains(values)
    assert 0 < flat.mean() < 1
    inner = slice(5, -5)  # away from the ends of the line
    kinks = np.convolve(np.abs(np.diff(flat.astype(int), prepend=flat[:1])), np.ones(5), "same") > 0
    assert (slopes[inner][(flat & ~kinks)[inner]] < 0.08 * slopes.max() + 1e-6).all()
    assert (slopes[inner][(~flat & ~kinks)[inner]] > 0.07 * slopes.max()).all()


def test_a_huge_learning_rate_kills_relus_and_a_gentle_one_none(small):
    wild = last_of(learning_rate=3.0, optimizer="sgd").evaluation
    calm = last_of().evaluation
    assert wild.dead[0] > 0.2
    assert wild.dead[0] == (wild.flat_fraction[0] == 1).mean()
    assert calm.dead[0] < 0.1
    assert wild.saturated == calm.saturated == (0.0, 0.0)


def test_a_huge_learning_rate_saturates_sigmoids_and_a_gentle_one_none(small):
    wild = last_of(activation="sigmoid", learning_rate=1.0).evaluation
    calm = last_of(activation="sigmoid").evaluation
    assert wild.saturated[0] > 0.5
    assert calm.saturated[0] == 0
    assert wild.dead == (0.0, 0.0)


def test_a_share_of_units_counts_only_its_own_fate():
    flat = np.array([1.0, 0.95, 0.5])
    assert fraction_of_units("dead", "relu", flat) == pytest.approx(1 / 3)
    assert fraction_of_units("saturated", "tanh", flat) == pytest.approx(2 / 3)
    assert (
        fraction_of_units("saturated", "relu", flat) == fraction_of_units("dead", "gelu", flat) == 0
    )


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_gradients_are_as_long_as_the_nudge_of_plain_descent_says(small, optimizer):
    config = TrainingConfig(  # a snapshot after every batch
        hidden_units=LAYERS, batch_size=100, examples=1000, epochs=1, optimizer=optimizer
    )
    first, *_ = train(small, config)
    before = next(train(small, config, untrained_first=True))
    # Both are the first batch's, but one was compiled.
    assert first.evaluation.gradients == pytest.approx(before.evaluation.gradients, rel=1e-5)
    if optimizer == "sgd":
        nudges = [
            np.linalg.norm(old.kernel - new.kernel) / config.learning_rate
            for old, new in zip(before.layers, first.layers, strict=True)
        ]
        np.testing.assert_allclose(first.evaluation.gradients, nudges, rtol=1e-2)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_histograms_count_what_numpy_and_keras_count(small, activation):
    last = last_of(activation=activation)
    found = trace_histograms(small.test, last.layers)
    said = outputs(last, small.test.images[:1000])
    for layer, weights, seen, values in zip(
        last.layers, found.weights, found.activations_of_first_1000, said, strict=True
    ):
        assert weights.edges[-1] == -weights.edges[0] == np.abs(layer.kernel).max()
        assert seen.edges[-1] == pytest.approx(values.max(), abs=1e-5)
        for one, numbers in ((weights, layer.kernel), (seen, values)):
            expected, _ = np.histogram(numbers, one.edges)
            assert one.counts.shape == (41,)
            assert one.counts.sum() == numbers.size
            # A number on an edge may fall to either side.
            assert (
                np.abs(np.cumsum(one.counts) - np.cumsum(expected)).max() <= 3 + 1e-3 * numbers.size
            )


@pytest.mark.parametrize("low", [0.0, -3.0])
def test_numbers_all_alike_fall_into_the_middle_bin(low):
    counted = histogram(np.full(7, low), low, low)
    assert counted.counts[20] == counted.counts.sum() == 7


def test_a_histogram_leaves_out_what_is_no_number():
    layer = DenseLayer(np.array([[np.nan, 1.0], [np.inf, -2.0]]), np.zeros(2), "relu")
    examples = Examples(np.ones((3, 1, 2), np.float32), np.zeros(3, np.uint8))
    found = trace_histograms(examples, (layer,))
    assert found.weights[0].counts.sum() == 2
    assert np.isfinite(found.activations_of_first_1000[0].edges).all()


def test_a_validation_part_without_any_ink_is_judged_all_the_same():
    images = np.zeros((4, 3, 3), np.uint8)
    examples = Examples(images, np.array([0, 1, 0, 1], np.uint8))
    config = TrainingConfig(hidden_units=(), epochs=1)
    *_, last = train(Dataset(examples, examples, ("a", "b")), config)
    network = compiled_network(last.layers, (3, 3))
    loss, _ = network.evaluate(images, examples.labels, verbose=0)
    assert last.validation_loss == pytest.approx(loss, abs=1e-5)
    assert last.evaluation.confusion.sum() == 4
