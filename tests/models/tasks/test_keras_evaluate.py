"""What a run shows of any of its moments is what a real Keras network says of it."""

from dataclasses import replace

import numpy as np
import pytest

from models.data.datasets import load
from models.nn.dense import packed_layers
from models.nn.network import predict
from models.tasks import keras_evaluate as task
from models.tasks.keras_evaluate import keras_evaluate
from models.training.keras_check import check_snapshot, compare
from tests.models.recorded_runs import branched, recorded
from tests.models.waiting import run_to_end

SMALL = {"hidden_units": (8,), "examples": 500, "epochs": 2, "seed": 3}  # 4 batches an epoch
CHANGES = {
    "usual": {},
    "no hidden layer, raw pixels, L2": {
        "hidden_units": (),
        "pixels": "raw",
        "l2": 0.001,
        "optimizer": "momentum",
    },
    "three layers, L2 and dropout": {
        "hidden_units": (8, 6, 5),
        "activation": "tanh",
        "optimizer": "rmsprop",
        "l2": 0.01,
        "dropout": 0.5,
    },
    "shuffled pixels": {"pixels": "permuted"},
}


def answer(check):
    return run_to_end(keras_evaluate(**check.arguments))[1]


def end_of(view):
    return view.frames[max(view.frames)]


@pytest.mark.parametrize("name", CHANGES)
def test_keras_says_of_every_moment_what_the_run_showed(name):
    view = recorded(**SMALL | CHANGES[name])
    for step in (0, 3, 6, 8):
        frame = view.frames[step]
        assert frame.is_evaluated == (step != 6)
        check = check_snapshot(view, frame)
        agreement = compare(check, answer(check))
        assert agreement.within_tolerance
        assert dict(agreement.parts)["loss"] <= 1e-5 * max(1, frame.validation_loss)
        assert dict(agreement.parts)["confusion matrix"] == 0
        assert agreement.values == 102


def test_a_branch_with_a_frozen_layer_is_found_by_its_way():
    changes = {"epochs": 1, "frozen": (0,), "optimizer": "sgd", "learning_rate": 0.1}
    view = branched(recorded(**SMALL), 5, **changes)
    check = check_snapshot(view, end_of(view))
    assert compare(check, answer(check)).within_tolerance


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("validation_loss", 0.01),
        ("validation_accuracy", 0.0001),
        ("confusion", np.eye(10, dtype=int)),
    ],
)
def test_a_figure_that_is_off_is_called_different(name, more):
    view = recorded(**SMALL)
    frame = end_of(view)
    said = answer(check_snapshot(view, frame)) | {"undecided": 0}
    assert compare(check_snapshot(view, frame), said).within_tolerance
    off = replace(frame, **{name: getattr(frame, name) + more})
    assert not compare(check_snapshot(view, off), said).within_tolerance


def test_only_an_image_between_two_digits_may_fall_to_either():
    view = recorded(**SMALL)
    said = answer(check_snapshot(view, end_of(view)))
    moved = end_of(view).confusion.copy()
    moved[3, 3], moved[3, 5] = moved[3, 3] - 1, moved[3, 5] + 1
    check = check_snapshot(view, replace(end_of(view), confusion=moved))
    assert not compare(check, said | {"undecided": 0}).within_tolerance
    assert compare(check, said | {"undecided": 1}).within_tolerance


def test_an_image_is_undecided_where_two_digits_are_as_likely_to_a_rounding():
    outputs = np.array([[0.5, 0.5 - 1e-6, 1e-6], [0.6, 0.3, 0.1], [0.4, 0.4, 0.2]])
    assert task._undecided(outputs, 1e-5) == 2


def test_others_have_their_turn_on_the_way_and_between_the_two_questions():
    view = recorded(**SMALL | {"seed": 4})
    news, _ = run_to_end(keras_evaluate(**check_snapshot(view, end_of(view)).arguments))
    shares = [each["progress"] for each in news]
    assert shares == [0, 0.5, 1, 1]  # two epochs, and between the questions


@pytest.mark.parametrize("name", ["usual", "no hidden layer, raw pixels, L2", "shuffled pixels"])
def test_keras_evaluates_the_trained_network_on_all_test_images(name):
    view, test = recorded(**SMALL | CHANGES[name]), load("mnist").test
    found = task.test_evaluation(packed_layers(view.layers), "mnist", view.settings)
    right = predict(test.images / 255, view.layers).argmax(axis=1) == test.labels
    assert found["accuracy"] == pytest.approx(right.mean(), abs=2e-4)
    if not view.config.l2:
        probabilities = predict(test.images / 255, view.layers)[np.arange(10_000), test.labels]
        assert found["loss"] == pytest.approx(-np.log(probabilities).mean(), rel=1e-4)
