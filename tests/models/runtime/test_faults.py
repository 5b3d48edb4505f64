"""Every fault is a real one: processes are halted and killed, jobs hang, memory runs out."""

import os
import re
import signal
import sys
from contextlib import contextmanager

import numpy as np
import psutil
import pytest

from components.train.run_page import TICK
from models.data.datasets import load
from models.nn.network import predict
from models.runtime import worker_recycling
from models.runtime.pending_call import remove_worker
from models.runtime.run import OUT_OF_MEMORY, TOO_LARGE, Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_registry import RunRegistry
from models.runtime.worker_monitor import HealthTimeouts
from models.tasks.registry import TASKS
from models.training.config import TrainingConfig
from models.training.memory_estimate import network_parameters
from models.training.recording import recorded_steps
from models.worker import heartbeat
from models.worker.plugin import NICENESS
from tests.models.manual_cluster import cluster_by_hand
from tests.models.waiting import is_a_sentence, wait_for, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot halt a process")

MIDDLE = TrainingConfig(hidden_units=(16,), epochs=20, examples=3000, batch_size=50)
# Less than a class would be given, as nobody here waits gladly.
PATIENCE = HealthTimeouts(notice=3.0, replace=6.0, unwanted=3.0)


@pytest.fixture(scope="module")
def runs():
    # All meet in one process, and that is a small one.
    environment = {NICENESS: "0", "UNROLLED_WORKERS": "1", "UNROLLED_WORKER_MEMORY": "1500MB"}
    os.environ.update(environment)
    registry = RunRegistry(patience=PATIENCE)
    registry.start_trainer()
    yield registry
    registry.stop_trainer()
    for name in environment:
        del os.environ[name]


def test_whatever_is_silent_is_told_of_within_five_seconds():
    # A worker gives a sign twice a second, and a page looks four times.
    usual = HealthTimeouts()
    assert max(usual.notice, usual.slow) + heartbeat.BEAT_SECONDS + TICK <= 5


def test_who_costs_two_workers_their_lives_ends_and_who_was_beside_does_not():
    culprit, other = (Run(RunSpec(name, MIDDLE, learner="ada")) for name in ("culprit", "other"))
    for run in (culprit, other):
        run.on_worker_oom(run is culprit)
        assert (run.state, run.view().message) == ("queued", OUT_OF_MEMORY)
    for run in (culprit, other):
        run.on_worker_oom(run is culprit)
    assert (culprit.state, culprit.view().message) == ("failed", TOO_LARGE)
    assert (other.state, other.view().message) == ("queued", OUT_OF_MEMORY)


@pytest.fixture(autouse=True)
def warm(runs, monkeypatch):
    """Begin each test with a trainer that is there, and workers that are warm."""
    for name in ("count_to", "where", "hang", "compute_for_ever", "devour"):
        monkeypatch.setitem(TASKS, name, "tests.models.long_tasks")

    wait_until(lambda: warm_workers(runs) == 1, "the worker is warm")


def warm_workers(runs) -> int:
    workers = runs.debug().workers.values()
    return sum(bool(each.heartbeat.get("warm")) and not each.replaced for each in workers)


@contextmanager
def halted(process: psutil.Process):
    """Halt a process; let it go on at the end, if it still lives."""
    process.suspend()
    try:
        yield
    finally:
        if process.is_running():
            process.send_signal(signal.SIGCONT)


def process_of(runs, run: str) -> psutil.Process:
    """The worker's that trains a run."""
    return psutil.Process(runs.workers()[runs.debug().placed[run]]["pid"])


def under_way(runs, config: TrainingConfig = MIDDLE, looks: int = 25) -> str:
    """Start a run and let it come past its second epoch."""
    run = runs.start(config, learner_id="ada")
    runs.set_pace(run, 20)
    wait_for(runs, run, lambda view: len(view.history) >= looks, "it is under way")
    return run


def finished(runs, run: str):
    runs.set_pace(run, None)
    done = wait_for(runs, run, lambda view: view.ended, "it ended")
    assert done.state == "finished"
    assert list(done.history.step) == list(range(0, 1201, 6))
    looks = sorted(recorded_steps(MIDDLE, 60, network_parameters(MIDDLE, "mnist")))
    assert list(done.frames) == [done.history.step[look] for look in looks]
    return done


def says(words: str):
    return lambda view: words in view.message and is_a_sentence(view.message)


@pytest.fixture(scope="module")
def undisturbed(runs):
    """The same run where nothing happens to it."""
    run = runs.start(MIDDLE)
    return wait_for(runs, run, lambda view: view.ended, "the undisturbed run ended")


def same(done, undisturbed):
    for column in ("step", "loss", "held_out_accuracy"):
        np.testing.assert_array_equal(
            getattr(done.history, column), getattr(undisturbed.history, column)
        )
    kernels = [view.layers[0].kernel for view in (done, undisturbed)]
    np.testing.assert_array_equal(*kernels)


def test_a_halted_worker_is_told_of_and_replaced_and_the_run_goes_on(runs, undisturbed):
    run = under_way(runs)
    known = len(runs.get(run).history)
    worker = process_of(runs, run)
    with halted(worker):
        told = wait_for(runs, run, says("does not answer"), "the page tells")
        assert len(told.history) >= known
        wait_for(runs, run, lambda view: len(view.history) > known + 25, "it goes on")
        assert not worker.is_running()
    same(finished(runs, run), undisturbed)


def test_a_worker_halted_for_a_moment_is_left_alone(runs):
    run = under_way(runs)
    worker = process_of(runs, run)
    with halted(worker):
        wait_for(runs, run, says("does not answer"), "the page tells")
    wait_for(runs, run, lambda view: view.message == "", "all is well again")
    assert worker.is_running()
    finished(runs, run)


def test_a_halted_trainer_is_told_of_and_started_again(runs, undisturbed):
    run = under_way(runs)
    trainer = psutil.Process(runs.debug().connection.child_pid)
    family = [trainer, *trainer.children(recursive=True)]
    with halted(trainer):
        wait_for(runs, run, says("The trainer does not answer"), "the page tells")
        assert "does not answer" in runs.status().message
        wait_until(lambda: not trainer.is_running(), "it is given up")
    same(finished(runs, run), undisturbed)
    assert not any(process.is_running() for process in family)


def test_while_everything_hangs_all_that_a_page_asks_is_answered_at_once(runs):
    run = under_way(runs)
    trainer = psutil.Process(runs.debug().connection.child_pid)
    with halted(trainer):
        wait_for(runs, run, says("The trainer does not answer"), "the page tells")
        second = runs.start(MIDDLE, learner_id="ada")
        task = runs.tasks.ask("count_to", "ada", last=3)
        assert runs.tasks.answer(task).message == runs.status().message
        # Not even the dispatcher waits: what nobody answers for is given up in time.
        wait_until(lambda: runs.get(run).ended, "the first one is not waited for")
    stopped = runs.get(run)
    said = predict(load("mnist").test.images / 255, stopped.layers).argmax(axis=1)
    right = (said == load("mnist").test.labels).mean()
    assert right == pytest.approx(stopped.history.held_out_accuracy[-1], abs=2e-4)
    wait_until(lambda: runs.tasks.answer(task).state == "done", "it was asked once more")
    finished(runs, second)


@pytest.mark.parametrize("task", ["hang", "compute_for_ever"])
def test_an_errand_that_never_returns_holds_up_others_only_for_a_while(runs, task):
    run = under_way(runs)
    hangs = runs.tasks.ask(task, "eve")
    wait_until(lambda: runs.tasks.answer(hangs).news, "it is at it")
    if task == "hang":
        wait_for(runs, run, says("stands still"), "the page tells")
        assert "stands still" in runs.tasks.answer(hangs).message
    runs.tasks.cancel(hangs)
    finished(runs, run)


def test_for_a_worker_that_leaves_for_good_another_one_comes(runs, undisturbed):
    run = under_way(runs)
    leaves = process_of(runs, run)
    client = runs.debug().connection.client
    client.sync(remove_worker, client, runs.debug().placed[run])
    wait_until(lambda: not leaves.is_running(), "it has left")
    same(finished(runs, run), undisturbed)


def test_a_halted_worker_costs_an_errand_nothing_but_time(runs):
    task = runs.tasks.ask("where", "ada", last=60)
    first = wait_until(lambda: runs.tasks.answer(task).news, "it told where it is")
    with halted(psutil.Process(first[0]["pid"])):
        said = wait_until(
            lambda: "does not answer" in (a := runs.tasks.answer(task)).message and a,
            "the page tells",
        )
        assert said.state == "pending"
        done = wait_until(
            lambda: (a := runs.tasks.answer(task)).state != "pending" and a, "it was done"
        )
    assert done.state == "done"
    assert done.data != first[0]["pid"]


def test_in_a_cluster_of_others_a_halted_worker_is_told_of_too_and_another_goes_on(
    monkeypatch, undisturbed
):
    elsewhere = RunRegistry(patience=PATIENCE)
    with cluster_by_hand(workers=2) as (address, workers):
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", address)
        try:
            elsewhere.start_trainer()
            wait_until(lambda: warm_workers(elsewhere) == 2, "both workers are warm")
            run = under_way(elsewhere)
            halted_one = process_of(elsewhere, run)
            assert halted_one.pid in [worker.pid for worker in workers]
            with halted(halted_one):
                wait_for(elsewhere, run, says("does not answer"), "the page tells")
                same(finished(elsewhere, run), undisturbed)
        finally:
            elsewhere.stop_trainer()


def test_who_takes_too_much_memory_is_told_so_and_the_others_go_on(runs, undisturbed):
    run = under_way(runs)
    task = runs.tasks.ask("devour", "eve")
    told = wait_for(runs, run, says("ran out of memory"), "the page tells")
    assert not told.ended
    said = wait_until(
        lambda: (a := runs.tasks.answer(task)).state != "pending" and a, "it was ended"
    )
    assert said.state == "failed"
    assert "more memory" in said.message
    assert is_a_sentence(said.message)
    same(finished(runs, run), undisturbed)


@pytest.mark.parametrize("worker", ["warm", "not yet there"])
def test_a_network_that_cannot_fit_is_refused_before_it_begins(runs, worker, monkeypatch):
    monkeypatch.setattr(runs, "networks_bytes", 1 << 40)  # the web process had room
    if worker == "not yet there":
        client = runs.debug().connection.client
        client.sync(remove_worker, client, *runs.workers())
        wait_until(lambda: not runs.workers(), "it has left")
    run = runs.start(TrainingConfig(hidden_units=(4096, 4096, 4096, 4096)), learner_id="ada")
    refused = wait_until(lambda: (v := runs.get(run)).ended and v, "it was refused")
    assert refused.state == "failed"
    assert re.search(r"about \d\.\d GB of memory, and .* may have 1\.4 GB", refused.message)
    assert is_a_sentence(refused.message)
    assert len(refused.history) == 0


def test_a_worker_that_has_grown_is_renewed_when_it_has_nothing_to_do(runs, monkeypatch):
    old = set(runs.workers())
    run = under_way(runs, looks=3)
    monkeypatch.setattr(worker_recycling, "GROWN_BYTES", -1)
    finished(runs, run)
    wait_until(lambda: not old & set(runs.workers()), "it has made room")
    monkeypatch.undo()
