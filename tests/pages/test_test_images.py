"""The test images on the page Train: closed until they are opened, then open for good."""

import keras
import numpy as np
import pytest

from models.data.datasets import load
from models.engine.keras_network import compiled_network
from models.runtime import run_registry
from models.training.config import TrainingConfig, lesson_config
from tests.models.waiting import wait_until
from tests.pages.visit import opened, run_until, session, turned, words
from tests.trainer import connected

CLOSED = "test images are still closed"
SMALL = {"hidden_units": (8,), "epochs": 1, "examples": 500}


@pytest.fixture(scope="module")
def training(trainer):
    with connected(run_registry, trainer):
        yield


def finished(config: TrainingConfig) -> str:
    """Train to the end, and return the run's id."""
    run = run_registry.start(config)
    wait_until(lambda: run_registry.get(run).ended, "the run ended")
    assert run_registry.get(run).state == "finished"
    return run


def buttons(at) -> list[str]:
    return [each.key for each in at.button if each.key == "open_test_images"]


def metrics(at) -> dict[str, str]:
    return {each.label: each.value for each in at.metric}


def open_images(at):
    at.button(key="open_test_images").click().run()
    return run_until(at, lambda at: "Test accuracy" in metrics(at), "the images were evaluated")


@pytest.fixture(scope="module")
def at(training):
    """A page whose run has ended, and whose test images are open."""
    page = opened("train", run=finished(lesson_config(**SMALL, l2=0.01)))
    assert CLOSED in words(page)
    assert "Test accuracy" not in metrics(page)
    return open_images(page)


def test_the_accuracy_shown_is_what_keras_evaluate_returns_for_all_test_images(at):
    view, test = run_registry.get(session(at).runs.current), load("mnist").test
    network = compiled_network(view.layers, (28, 28), view.config)
    _, accuracy = network.evaluate(test.images / np.float32(255), test.labels, verbose=0)
    assert view.test_accuracy == pytest.approx(accuracy, abs=1e-6)
    assert metrics(at)["Test accuracy"] == f"{view.test_accuracy:.2%}"
    assert metrics(at)["Validation accuracy"] == f"{view.network_accuracy:.2%}"
    keras.utils.clear_session()


def test_once_opened_they_stay_open_on_other_pages_and_after_a_reload(at):
    shown = metrics(at)
    turned(turned(at, "home"), "train")
    assert metrics(at) == shown
    reloaded = opened("train", run=session(at).runs.current)
    assert metrics(reloaded) == shown
    assert not buttons(reloaded)
    assert "Neither the training nor your choices used these 10,000 images" in words(reloaded)


def test_for_another_run_they_are_closed_but_the_page_says_that_they_were_seen(at):
    first = session(at).runs.current
    session(at).runs.follow(finished(lesson_config(**SMALL, seed=1)))
    at.run()
    assert buttons(at)
    assert "You've already seen the 10,000 test images with another run." in words(at)
    open_images(at)
    assert "You've seen these 10,000 images with another run too." in words(at)
    session(at).runs.follow(first)
    at.run()


def test_a_run_without_validation_images_has_nothing_left_to_open(training):
    at = opened("train", run=finished(TrainingConfig(**SMALL)))
    assert "are the 10,000 test images, so" in words(at)
    assert not buttons(at)
    session(at).runs.follow(finished(lesson_config(**SMALL)))
    at.run()
    assert "You've already seen the 10,000 test images with another run." in words(at)


def test_they_are_opened_for_no_run_that_goes_on_and_for_none_that_is_unknown(training):
    run = run_registry.start(lesson_config(hidden_units=(8,), epochs=100))
    run_registry.open_test_images(run)
    run_registry.open_test_images("no run")
    assert not run_registry.has_opened_test(run)
    assert not run_registry.has_opened_test("no run")
    run_registry.stop(run)
