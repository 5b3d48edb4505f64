import json

import keras
import numpy as np
import pytest

from models.data.datasets import load
from models.engine.keras_trainer import KerasTrainer, cnn, with_head
from models.exercises.experiments import LAB_EXPERIMENTS, partial_results, stored_run
from models.nn.dense import random_layer
from models.nn.network import predict
from models.tasks.lab_training import TRAINED, merged, train_experiment
from models.tasks.registry import TASKS
from models.worker.payload import size_of
from tests.models.waiting import run_to_end

FEW = {"images": 200, "epochs": 1, "seed": 1}
SETTINGS = {
    "permuted": FEW,
    "collapse": FEW | {"units": 128},  # as the others have, so that less is compiled
    "asleep": FEW,
    "width": FEW | {"widest": 129},
    "pooling": FEW,
}


def run(name, settings):
    """All that is told, and the answer."""
    return run_to_end(train_experiment(name, settings))


@pytest.fixture(scope="module")
def ran():
    return {name: run(name, settings) for name, settings in SETTINGS.items()}


def test_every_experiment_with_settings_is_trained_and_no_other():
    assert (
        set(TRAINED)
        == {name for name, row in LAB_EXPERIMENTS.items() if row.settings}
        == set(SETTINGS)
    )
    assert TASKS["train_experiment"] == "models.tasks.lab_training"


@pytest.mark.parametrize("name", SETTINGS)
def test_it_tells_rising_progress_and_every_look_it_will_answer_with(ran, name):
    news, found = ran[name]
    progress = [told["progress"] for told in news]
    assert progress == sorted(progress)
    assert 0 <= progress[0] <= progress[-1] == 1
    told = partial_results(tuple(news))
    assert list(told) == list(found["parts"])
    for part, whole in found["parts"].items():
        heard = [{key: point[key] for key in whole["points"][0]} for point in told[part]["points"]]
        assert heard == whole["points"]
        assert whole["points"][-1]["epoch"] == FEW["epochs"]
    assert found["settings"] == SETTINGS[name]


@pytest.mark.parametrize("name", SETTINGS)
def test_all_it_says_can_travel_and_be_stored(ran, name):
    news, found = ran[name]
    assert size_of(news) + size_of(found) < 200_000
    assert json.loads(json.dumps(found)) == found


def test_the_same_settings_give_the_same_figures_and_another_seed_others(ran):
    again, other = run("asleep", FEW)[1], run("asleep", FEW | {"seed": 2})[1]
    assert again == ran["asleep"][1]
    assert other["moved"] != again["moved"]


@pytest.fixture(scope="module")
def pictures():
    """A few training and test images, as a CNN reads them."""
    data = load("mnist")
    return tuple(
        (each.images[:count, ..., None] / np.float32(255), each.labels[:count])
        for each, count in ((data.train, 256), (data.test, 1500))
    )


def test_a_pupil_is_judged_as_keras_judges_and_counted_as_keras_counts(ran, pictures):
    network = cnn(seed=3)
    *_, (_, point) = KerasTrainer(network).fit(*pictures, 1, 0)
    network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    for (images, labels), prefix in zip(pictures, ("", "validation_"), strict=True):
        loss, accuracy = network.evaluate(images, labels, verbose=0)
        assert point[f"{prefix}loss"] == pytest.approx(loss, abs=1e-4)
        assert point[f"{prefix}accuracy"] == pytest.approx(accuracy, abs=1e-6)
    assert KerasTrainer(network).accuracy(*pictures[1]) == pytest.approx(
        point["validation_accuracy"]
    )
    assert ran["permuted"][1]["parts"]["cnn"]["parameters"] == network.count_params()


def test_two_pupils_of_the_same_seeds_learn_the_same(pictures):
    pupils = [KerasTrainer(cnn(seed=3)) for _ in range(2)]
    points = [[*pupil.fit(*pictures, 1, seed=5)][-1][1] for pupil in pupils]
    for name, value in points[0].items():
        assert points[1][name] == pytest.approx(value, abs=1e-4)


def test_the_two_heads_differ_in_their_head_alone():
    flatten = with_head(keras.layers.Flatten(), 0)
    pooled = with_head(keras.layers.GlobalAveragePooling2D(), 0)
    for one, other in zip(flatten.layers[:4], pooled.layers[:4], strict=True):
        for a, b in zip(one.get_weights(), other.get_weights(), strict=True):
            np.testing.assert_array_equal(a, b)
    assert flatten.layers[-1].count_params() == 9 * 9 * 32 * 10 + 10
    assert pooled.layers[-1].count_params() == 32 * 10 + 10


def test_two_linear_layers_multiplied_are_the_one_they_were(ran):
    found = ran["collapse"][1]
    assert found["same_answers"] == found["validation"] == 10_000
    assert found["largest_difference"] < 1e-9
    hidden, last = random_layer(5, 4, "linear", 0, 3), random_layer(4, 3, "softmax", 1, 3)
    inputs = np.random.default_rng(0).random((6, 5))
    np.testing.assert_allclose(
        predict(inputs, (hidden, last)), predict(inputs, (merged(hidden, last),)), atol=1e-12
    )


def test_only_black_pixels_keep_their_weights_to_the_bit_and_with_l2_none_do(ran):
    found = ran["asleep"][1]
    dark = np.array(found["dark"], bool)
    np.testing.assert_array_equal(dark, ~load("mnist").train.images[:200].any(axis=0))
    still = {part: np.array(each) == 0 for part, each in found["moved"].items()}
    assert still["plain"][dark].all()
    assert not still["l2"].any()


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("nothing", FEW, "no experiment"),
        ("shifted", {}, "no experiment"),
        ("permuted", {"images": 200}, "has the settings"),
        ("permuted", FEW | {"images": 10**9}, "must be from 100 to 12,000"),
        ("permuted", FEW | {"epochs": 1.5}, "whole number"),
        ("width", FEW | {"widest": True}, "whole number"),
    ],
)
def test_an_impossible_run_is_refused_in_a_sentence_before_it_begins(name, settings, words):
    with pytest.raises(ValueError, match=words):
        next(train_experiment(name, settings))


@pytest.mark.parametrize("name", SETTINGS)
def test_every_trained_experiment_has_a_stored_run_of_its_settings(name):
    stored = stored_run(name)
    assert stored["settings"] == LAB_EXPERIMENTS[name].stored
    assert LAB_EXPERIMENTS[name].validated(stored["settings"])
    assert set(stored["versions"]) == {"keras", "tensorflow", "numpy"}
    assert all(part["points"] for part in stored["parts"].values())


def test_the_stored_run_is_what_the_same_training_gives_again():
    stored, (_, again) = stored_run("asleep"), run("asleep", LAB_EXPERIMENTS["asleep"].stored)
    assert again["dark"] == stored["dark"]
    for part, whole in stored["parts"].items():
        last = again["parts"][part]["points"][-1]
        for name, value in whole["points"][-1].items():
            # Another processor may round in another order.
            assert last[name] == pytest.approx(value, abs=0.01)
