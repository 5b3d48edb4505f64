"""Every fault is a real one: workers are halted and removed, jobs hang, memory runs out."""

import re
import sys
from collections.abc import Callable, Iterator

import pytest
from distributed import Client

from components.train.run_polling import POLL_SECONDS
from models.runtime import worker_recycling
from models.runtime.pending_call import remove_worker
from models.runtime.run import OUT_OF_MEMORY, TOO_LARGE, Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_registry import RunRegistry
from models.runtime.worker_monitor import HealthTimeouts
from models.tasks.registry import TASKS
from models.training.config import TrainingConfig
from models.training.run_view import RunView
from models.worker import heartbeat
from tests.models.faults import (
    MIDDLE,
    PATIENCE,
    busy_process,
    finished,
    halted,
    same,
    says,
    under_way,
    undisturbed,
    warm_workers,
)
from tests.models.waiting import is_a_sentence, wait_for, wait_until
from tests.trainer import connected, run_trainer

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot halt a process"),
]
TOO_WIDE = TrainingConfig(hidden_units=(4096, 4096, 4096, 4096))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    # All tests meet in one process, and that is a small one.
    with run_trainer(UNROLLED_WORKER_MEMORY="1500MB") as address:
        yield address


@pytest.fixture(scope="module")
def runs(address: str) -> Iterator[RunRegistry]:
    with connected(RunRegistry(timeouts=PATIENCE), address) as registry:
        yield registry


@pytest.fixture(scope="module")
def expected(runs: RunRegistry) -> RunView:
    return undisturbed(runs)


@pytest.fixture
def remove_workers(address: str, runs: RunRegistry) -> Callable[[], None]:
    """Return a function that has all workers leave for good."""

    def remove() -> None:
        leaving = set(runs.workers())
        with Client(address, set_as_default=False) as client:
            client.sync(remove_worker, client, *leaving)
        wait_until(lambda: not leaving & set(runs.workers()), "they have left")

    return remove


@pytest.fixture(autouse=True)
def warm(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test that has a trainer with warm workers."""
    for name in ("count_to", "process_id", "hang", "compute_for_ever", "exhaust_memory"):
        monkeypatch.setitem(TASKS, name, "tests.models.long_tasks")
    if "runs" in request.fixturenames:
        runs = request.getfixturevalue("runs")
        wait_until(lambda: warm_workers(runs) == 1, "the worker is warm")


def test_silence_is_reported_within_five_seconds():
    # A worker gives a sign twice a second, and a page asks four times.
    usual = HealthTimeouts()
    assert max(usual.notice, usual.slow) + heartbeat.BEAT_SECONDS + POLL_SECONDS <= 5


def test_a_run_that_costs_two_workers_ends_and_those_beside_it_do_not():
    culprit, other = (Run(RunSpec(name, MIDDLE)) for name in ("culprit", "other"))
    for run in (culprit, other):
        run.on_worker_oom(culprit=run is culprit)
        assert (run.state, run.view().message) == ("queued", OUT_OF_MEMORY)
    for run in (culprit, other):
        run.on_worker_oom(culprit=run is culprit)
    assert (culprit.state, culprit.view().message) == ("failed", TOO_LARGE)
    assert (other.state, other.view().message) == ("queued", OUT_OF_MEMORY)


def test_a_halted_worker_is_reported_and_replaced_and_costs_runs_and_tasks_nothing_but_time(
    runs, expected
):
    run = under_way(runs)
    task = runs.tasks.submit("process_id", "ada", last=60)
    first = wait_until(lambda: runs.tasks.result(task).reports, "it told where it is")
    known = len(runs.get(run).history)
    worker = busy_process(runs)
    assert worker.pid == first[0]["pid"]
    with halted(worker):
        told = wait_for(runs, run, says("doesn't answer"), "the page tells")
        assert len(told.history) >= known
        said = runs.tasks.result(task)
        assert (said.state, "doesn't answer" in said.message) == ("pending", True)
        wait_for(runs, run, lambda view: len(view.history) > known + 25, "it goes on")
        assert not worker.is_running()
    done = wait_until(
        lambda: (a := runs.tasks.result(task)).state != "pending" and a, "it was done"
    )
    assert done.state == "done"
    assert done.data != worker.pid
    same(finished(runs, run), expected)


def test_a_worker_halted_for_a_moment_is_left_alone(runs):
    run = under_way(runs)
    worker = busy_process(runs)
    with halted(worker):
        wait_for(runs, run, says("doesn't answer"), "the page tells")
    wait_for(runs, run, lambda view: view.message == "", "all is well again")
    assert worker.is_running()
    finished(runs, run)


@pytest.mark.parametrize("task", ["hang", "compute_for_ever"])
def test_a_task_that_never_returns_holds_up_others_only_for_a_while(runs, task):
    run = under_way(runs)
    hangs = runs.tasks.submit(task, "eve")
    wait_until(lambda: runs.tasks.result(hangs).reports, "it is at it")
    if task == "hang":
        wait_for(runs, run, says("stopped responding"), "the page tells")
        assert "stopped responding" in runs.tasks.result(hangs).message
    runs.tasks.cancel(hangs)
    finished(runs, run)


@pytest.fixture
def room(runs: RunRegistry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the web process have room for any network."""
    monkeypatch.setattr(runs, "max_networks_bytes", 1 << 40)


def refused(runs: RunRegistry) -> None:
    """Check that a network that cannot fit is refused before it begins."""
    run = runs.start(TOO_WIDE, learner_id="eve")
    view = wait_until(lambda: (v := runs.get(run)).ended and v, "it was refused")
    assert view.state == "failed"
    assert re.search(r"about \d\.\d GB of memory, and .* may use 1\.4 GB", view.message)
    assert is_a_sentence(view.message)
    assert len(view.history) == 0


def test_a_network_that_cannot_fit_is_refused(runs, room):
    refused(runs)


def test_where_a_worker_leaves_for_good_another_one_comes_and_what_cannot_fit_is_refused_there_too(
    runs, expected, remove_workers, room
):
    run = under_way(runs)
    leaves = busy_process(runs)
    remove_workers()
    refused(runs)  # the other one need not be there yet
    wait_until(lambda: not leaves.is_running(), "it has left")
    same(finished(runs, run), expected)


def test_a_task_that_takes_too_much_memory_is_ended_and_others_go_on(runs, expected):
    run = under_way(runs)
    task = runs.tasks.submit("exhaust_memory", "eve")
    told = wait_for(runs, run, says("ran out of memory"), "the page tells")
    assert not told.ended
    said = wait_until(
        lambda: (a := runs.tasks.result(task)).state != "pending" and a, "it was ended"
    )
    assert said.state == "failed"
    assert "more memory" in said.message
    assert is_a_sentence(said.message)
    same(finished(runs, run), expected)


def test_a_worker_that_has_grown_is_renewed_when_it_has_nothing_to_do(runs, monkeypatch):
    old = set(runs.workers())
    run = under_way(runs, looks=3)
    monkeypatch.setattr(worker_recycling, "MAX_GROWTH_BYTES", -1)
    finished(runs, run)
    wait_until(lambda: not old & set(runs.workers()), "it has made room")
    monkeypatch.undo()
