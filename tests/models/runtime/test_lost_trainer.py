"""The whole trainer is lost, or stands still: it is started again, and what it did goes on."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict

import numpy as np
import psutil
import pytest

from models.data.datasets import load
from models.nn.network import predict
from models.runtime.cluster_connection import LOST
from models.runtime.run_registry import RunRegistry
from models.tasks.registry import TASKS
from models.texts import sentence
from models.training.config import TrainingConfig
from tests.models.faults import MIDDLE, PATIENCE, finished, halted, same, says, under_way
from tests.models.waiting import wait_for, wait_until
from tests.trainer import ENVIRONMENT, trainers_of

pytestmark = pytest.mark.cluster
SMALL_QUESTION = {"layers": [], "image": [[1.0, 2.0]]}


@pytest.fixture(scope="module")
def others() -> set[int]:
    """The trainers that other tests of this process have."""
    return {each.pid for each in trainers_of(os.getpid())}


@pytest.fixture
def child(others: set[int]) -> Callable[[], psutil.Process]:
    """Return a function that finds the trainer of the registry here."""

    def found() -> list[psutil.Process]:
        return [each for each in trainers_of(os.getpid()) if each.pid not in others]

    return lambda: wait_until(found, "the trainer was started")[0]


@pytest.fixture(scope="module")
def runs(others: set[int]) -> Iterator[RunRegistry]:
    registry = RunRegistry(timeouts=PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        registry.start_trainer()
        yield registry
        registry.stop_trainer()


def answered(runs: RunRegistry, task: str):
    return wait_until(
        lambda: (a := runs.tasks.result(task)).state != "pending" and a, "it was answered"
    )


def test_what_is_asked_while_the_trainer_starts_is_answered_when_it_is_ready(runs):
    task = runs.tasks.submit("keras_trace", "ada", **SMALL_QUESTION)
    assert runs.tasks.result(task).message == runs.status().message
    assert answered(runs, task).state == "done"


def long_question() -> dict:
    """Return what takes a worker many seconds to answer."""
    settings = asdict(TrainingConfig(epochs=60))
    return {
        "dataset": "mnist",
        "settings": settings,
        "lineage": (),
        "image": np.zeros((28, 28)),
        "steps": [28_000],
    }


def test_a_killed_trainer_is_reported_and_started_again_and_its_runs_go_on(
    runs, child, monkeypatch
):
    monkeypatch.setattr(runs.debug().connection, "stable_seconds", float("inf"))
    run = runs.start(MIDDLE)
    runs.set_pace(run, 10)
    pauses = []
    for _ in range(2):
        known = len(runs.get(run).history)
        wait_for(runs, run, lambda view, k=known: len(view.history) >= k + 5, "five snapshots came")
        task = runs.tasks.submit("predictions_at", "ada", **long_question())
        wait_until(lambda task=task: runs.tasks.result(task).reports, "it is at it")
        killed, began = child(), time.monotonic()
        killed.kill()
        wait_for(runs, run, lambda view: view.message == LOST.message, "the page tells")
        assert runs.status() == LOST
        lost = answered(runs, task)
        assert lost.state == "failed"
        assert lost.message == sentence("task lost")
        wait_until(lambda killed=killed: child().pid != killed.pid, "there is another trainer")
        pauses.append(time.monotonic() - began)
        wait_until(lambda: runs.status().state == "ready", "it is ready")
    # One that is lost again and again is started less and less often.
    assert pauses[0] >= 1
    assert pauses[1] >= 3
    finished(runs, run)
    assert answered(runs, runs.tasks.submit("keras_trace", "ada", **SMALL_QUESTION)).state == "done"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot halt a process")
def test_while_everything_hangs_all_that_a_page_asks_is_answered_at_once_and_later_it_goes_on(
    runs, child, monkeypatch
):
    monkeypatch.setitem(TASKS, "count_to", "tests.models.long_tasks")
    expected = finished(runs, under_way(runs, learner="eve"))
    first, other = under_way(runs), under_way(runs, learner="bob")
    trainer = child()
    family = [trainer, *trainer.children(recursive=True)]
    with halted(trainer):
        wait_for(runs, other, says(sentence("trainer silent")), "the page tells")
        assert "doesn't answer" in runs.status().message
        second = runs.start(MIDDLE, learner_id="ada")
        task = runs.tasks.submit("count_to", "ada", last=3)
        assert runs.tasks.result(task).message == runs.status().message
        # Not even the dispatcher waits: what nobody answers for is given up in time.
        wait_until(lambda: runs.get(first).ended, "the first one is not waited for")
        wait_until(lambda: not trainer.is_running(), "it is given up")
    stopped = runs.get(first)
    said = predict(load("mnist").test.images / 255, stopped.layers).argmax(axis=1)
    right = (said == load("mnist").test.labels).mean()
    assert right == pytest.approx(stopped.history.validation_accuracy[-1], abs=2e-4)
    assert answered(runs, task).state == "done"
    same(finished(runs, other), expected)
    finished(runs, second)
    assert not any(process.is_running() for process in family)


def test_what_is_asked_when_the_server_stops_is_answered_too(runs):
    # The last one here: it stops the trainer.
    waiting = runs.tasks.submit("keras_trace", "ada", **SMALL_QUESTION)
    runs.stop_trainer()
    assert runs.tasks.result(waiting).state in ("failed", "done")
    assert not runs.tasks.busy
