"""The scenes of the first training: what each shows, before a run, while it trains and after."""

import numpy as np
import pytest

from components.drawing.digits import PAD, example_digit
from components.state.session import Session
from models.data.datasets import load_examples
from models.nn.network import predict
from models.runtime import run_registry
from models.training.config import lesson_config
from models.training.untrained import UNTRAINED, untrained_view
from tests.pages.visit import (
    ANSWERED,
    EXPLORE,
    at_scene,
    choose,
    control,
    errors,
    event,
    payload,
    run_until,
    session,
    words,
)
from tests.trainer import connected

SCENES = {name: number for number, name in enumerate(
    ("random", "loss", "train", "epoch", "rewind", "split", "confusion"), start=1
)}  # fmt: skip
PLAYER = "training_view"


def scene(name: str, learner: Session | None = None):
    """The page at a scene."""
    at = at_scene("train", SCENES[name], learner)
    assert errors(at) == []
    return at


def with_digit(index: int = 1) -> Session:
    """A learner whose pad has one of MNIST's test images."""
    learner = Session()
    learner.drawing.choose(*PAD)
    learner.drawing.draw(load_examples("mnist", "test").images[index])
    return learner


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_shows_the_untrained_network_while_nothing_was_trained(name):
    data = payload(scene(name), PLAYER)
    assert (data["scene"], data["fills"]) == (name, True)
    assert data["run"].startswith(UNTRAINED)
    (frame,) = data["frames"]
    view = untrained_view(lesson_config())
    assert frame["confusion"] == view.frames[0].confusion.ravel().tolist()
    assert sum(frame["confusion"]) == 10_000
    expected = predict(example_digit()[np.newaxis], view.layers)[0]
    np.testing.assert_allclose(data["predictions"]["0"], expected, atol=1e-6)
    assert data["drawing"]["isExample"]
    assert data["drawing"]["digit"] == 7


def test_random_is_of_the_settings_and_the_learners_digit():
    learner = with_digit()
    at = scene("random", learner)
    at.session_state["plan_seed"] = 5
    data = payload(at.run(), PLAYER)
    assert data["frames"][0]["confusion"] == (
        untrained_view(lesson_config(seed=5)).frames[0].confusion.ravel().tolist()
    )
    assert not data["drawing"]["isExample"]
    assert data["drawing"]["digit"] is None


def test_a_network_too_large_to_evaluate_here_is_stood_for_by_the_usual_one():
    at = scene("random")
    usual = payload(at, PLAYER)["run"]
    at.session_state["plan_units_0"] = 64
    assert payload(at.run(), PLAYER)["run"] != usual
    at.session_state["plan_units_0"] = 4096
    assert payload(at.run(), PLAYER)["run"] == usual


def test_the_epochs_question_locks_its_picture_and_knows_the_usual_wrong_numbers():
    at = scene("epoch")
    data = payload(at, PLAYER)
    assert (data["open"], data["images"], data["batchSize"]) == (False, 50_000, 128)
    usual = {390: "it counts", 469: "60,000", 128: "one batch", 1955: "five epochs", 7: "rest"}
    for guess, feedback in usual.items():
        control(at, "guess_train.steps").set_value(guess)
        at.button(key="check_train.steps").click().run()
        assert feedback in words(at)
        assert payload(at, PLAYER)["open"]
    assert not session(at).answers.correct["train.steps"]
    control(at, "guess_train.steps").set_value(-(-50_000 // 128))
    at.button(key="check_train.steps").click().run()
    assert session(at).answers.correct["train.steps"]


def test_only_who_drew_a_digit_is_asked_which_and_another_drawing_asks_again():
    at = scene("rewind")
    with pytest.raises(KeyError):
        label_control(at)
    at = scene("rewind", with_digit())
    choose(at, label_control(at), 2)
    assert payload(at, PLAYER)["drawing"]["digit"] == 2
    session(at).drawing.draw(load_examples("mnist", "test").images[2])
    assert payload(at.run(), PLAYER)["drawing"]["digit"] is None


def label_control(at) -> str:
    """The name of the control that asks which digit was drawn.

    Raises:
        KeyError: nothing asks.
    """
    names = [each.key.partition("·")[0] for each in at.selectbox]
    found = [name for name in names if name.startswith("drawn_digit")]
    if not found:
        raise KeyError(names)
    return found[0]


def test_train_pause_and_stop_stand_where_they_can_be_used():
    keys = {each.key for each in scene("train").button}
    assert "train" in keys
    assert not {"pause", "resume", "stop"} & keys
    for name in ("rewind", "split", "confusion"):  # offered in place, as nothing was trained
        assert "train" in {each.key for each in scene(name).button}


# A run


@pytest.fixture(scope="module")
def training(trainer):
    with connected(run_registry, trainer):
        yield


@pytest.fixture(scope="module")
def trained(training):
    """A session that pressed Train in its scene, and whose run has ended."""
    learner = with_digit()
    learner.answers.given = dict(ANSWERED)
    at = scene("train", learner)
    for key, value in {"epochs": 2, "units_0": 16, "examples": 2000}.items():
        at.session_state[f"plan_{key}"] = value
    at.run().button(key="train").click().run()
    run_until(at, lambda at: run_registry.get(session(at).runs.current).ended, "the run ended")
    return at.run()


def test_a_run_records_the_predictions_for_the_digit_it_began_with(trained):
    view = run_registry.get(session(trained).runs.current)
    image = load_examples("mnist", "test").images[1] / 255
    last = view.frames[view.step]
    expected = predict(np.asarray(view.probe)[np.newaxis], view.layers)[0]
    np.testing.assert_allclose(last.prediction, expected, atol=1e-6)
    assert np.asarray(view.probe).shape == image.shape
    assert all(frame.prediction is not None for frame in view.frames.values())
    assert payload(trained, PLAYER)["drawing"]["isProbe"]
    assert "answers" not in session(trained).requests  # nothing is computed again


def test_scenes_and_explore_show_the_run_that_was_trained(trained):
    run = session(trained).runs.current
    for name in ("train", "epoch", "rewind", "split", "confusion"):
        session(trained).scenes.numbers["train"] = SCENES[name]
        data = payload(trained.run(), PLAYER)
        assert (data["run"], data["scene"]) == (run, name)
    session(trained).scenes.numbers["train"] = SCENES["random"]
    assert payload(trained.run(), PLAYER)["run"].startswith(UNTRAINED)
    session(trained).scenes.numbers["train"] = EXPLORE
    data = payload(trained.run(), PLAYER)
    assert (data["run"], data["scene"], data["fills"]) == (run, "explore", False)


def test_the_test_images_are_opened_in_their_scene_once_and_shown_there(trained):
    session(trained).scenes.numbers["train"] = SCENES["split"]
    at = trained.run()
    split = {"training": 2000, "validation": 10_000, "test": 10_000}
    assert payload(at, PLAYER)["split"] == split | {"isOpened": False, "testAccuracy": None}
    at.button(key="open_test_images").click().run()
    is_evaluated = lambda at: payload(at, PLAYER)["split"]["testAccuracy"] is not None  # noqa: E731
    run_until(at, is_evaluated, "the test images were evaluated")
    view = run_registry.get(session(at).runs.current)
    test = load_examples("mnist", "test")
    correct = predict(test.images / 255, view.layers).argmax(axis=1) == test.labels
    shown = payload(at, PLAYER)["split"]
    assert shown["isOpened"]
    assert shown["testAccuracy"] == pytest.approx(correct.mean(), abs=2e-4)
    assert "open_test_images" not in {each.key for each in at.button}


def test_another_drawing_is_predicted_by_a_task_of_its_own(trained):
    session(trained).scenes.numbers["train"] = SCENES["rewind"]
    before = session(trained).drawing.levels.copy()
    session(trained).drawing.draw(load_examples("mnist", "test").images[3])
    data = payload(trained.run(), PLAYER)
    assert not data["drawing"]["isProbe"]
    assert session(trained).requests["answers"].pending
    session(trained).drawing.draw(before)
    trained.run()


def test_a_cell_brings_its_validation_images_into_the_players_panel(trained):
    session(trained).scenes.numbers["train"] = SCENES["confusion"]
    at = trained.run()
    view = run_registry.get(session(at).runs.current)
    wrong = view.frames[view.step].confusion.copy()
    np.fill_diagonal(wrong, 0)
    true, predicted = np.unravel_index(wrong.argmax(), wrong.shape)
    cell = {"run": view.id, "step": view.step, "true": int(true), "predicted": int(predicted)}
    at = event(at, PLAYER, cell=cell | {"when": 1})
    found = shown_mistakes(at)
    assert found["count"] == wrong.max()
    labels = load_examples("mnist", "train").labels[50_000:]
    assert all(labels[each["index"]] == each["label"] == true for each in found["images"])
    assert {each["predicted"] for each in found["images"]} == {int(predicted)}
    index = found["images"][0]["index"]
    picked = {"run": view.id, "index": index, "when": 2}
    at = event(at, PLAYER, cell=cell | {"when": 1}, picked=picked)
    assert f"labeled {true}" in session(at).drawing.source
    taken = [each["is_taken"] for each in payload(at, PLAYER)["mistakes"]["images"]]
    assert taken == [True] + [False] * (len(taken) - 1)


def shown_mistakes(at) -> dict:
    """What the panel shows, once it is there."""
    is_there = lambda at: payload(at, PLAYER)["mistakes"]["count"] is not None  # noqa: E731
    run_until(at, is_there, "a cell's images were there")
    return payload(at, PLAYER)["mistakes"]


@pytest.mark.parametrize("picked", [-1, 60_000, True, "0", None, 1.5])
def test_an_image_that_is_not_shown_cannot_be_picked(trained, picked):
    before = session(trained).drawing.source
    run = session(trained).runs.current
    event(trained, PLAYER, picked={"run": run, "index": picked, "when": 3})
    assert errors(trained) == []
    assert session(trained).drawing.source == before
    assert control(trained, "training_view")
