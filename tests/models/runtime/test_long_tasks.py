import time

import psutil
import pytest
from distributed import Client

from models.runtime.task_registry import TaskRegistry
from models.tasks.registry import TASKS
from models.texts import sentence
from models.training.config import TrainingConfig
from tests.models.runtime.test_task_registry import ended
from tests.models.waiting import is_a_sentence, wait_until

LONG = TrainingConfig(hidden_units=(16,), epochs=100)


@pytest.fixture
def tasks(runs, monkeypatch) -> TaskRegistry:
    for name in ("count_to", "stop_at", "report_code", "process_id"):
        monkeypatch.setitem(TASKS, name, "tests.models.long_tasks")
    wait_until(lambda: runs.status().state == "ready", "the trainer is ready")
    return runs.tasks


def reported(tasks: TaskRegistry, task: str, count: int = 1):
    """Return the result so far, once the task has sent so many reports."""
    return wait_until(
        lambda: len((so_far := tasks.result(task)).reports) >= count and so_far, "it reported"
    )


def test_a_long_task_reports_its_progress_and_then_its_result(tasks):
    task = tasks.submit("count_to", "ada", last=20)
    first = reported(tasks, task)
    assert first.state == "pending"
    assert is_a_sentence(first.message)
    later = reported(tasks, task, len(first.reports) + 3)
    assert later.reports[: len(first.reports)] == first.reports
    assert 0 < first.progress < later.progress <= 1
    done = ended(tasks, task)
    assert (done.state, done.data, done.progress) == ("done", 210, 1.0)
    assert [report["number"] for report in done.reports] == list(range(1, 21))


def test_reports_come_in_order_however_fast(tasks):
    done = ended(tasks, tasks.submit("count_to", "ada", last=3000, seconds=0))
    assert [report["number"] for report in done.reports] == list(range(1, 3001))


def test_a_short_task_has_no_progress(tasks):
    task = tasks.submit("keras_trace", "ada", layers=[], image=[[1.0, 2.0]])
    assert tasks.result(task).progress is None
    assert ended(tasks, task).progress is None


def test_the_reports_of_a_cancelled_task_stay_and_it_ends_in_the_worker_too(tasks, trainer):
    task = tasks.submit("process_id", "ada", last=10_000)
    reported(tasks, task, 3)
    tasks.cancel(task)
    result = tasks.result(task)
    assert result.state == "stopped"
    assert is_a_sentence(result.message)
    assert len(result.reports) >= 3
    with Client(trainer, set_as_default=False) as client:
        # Its thread is gone when the worker has nothing under way any more.
        wait_until(lambda: not any(client.processing().values()), "the worker is free")
    tasks.cancel(task)  # what has ended stays ended
    tasks.cancel("nobody's")
    assert tasks.result(task).state == "stopped"
    assert len(tasks.result(task).reports) == len(result.reports)


def test_a_long_task_that_no_page_polls_stops(tasks):
    task = tasks.submit("count_to", "ada", last=10_000)
    reported(tasks, task)
    tasks.lease_seconds, lease = 0.3, tasks.lease_seconds
    try:
        time.sleep(0.5)
        result = tasks.result(task)
    finally:
        tasks.lease_seconds = lease
    assert result.state == "stopped"
    assert result.message == sentence("task unwatched")
    assert result.reports


def test_the_timeout_counts_from_the_last_sign_of_life(tasks):
    tasks.timeout_seconds, usual = 1.0, tasks.timeout_seconds
    try:
        done = ended(tasks, tasks.submit("count_to", "ada", last=40))
    finally:
        tasks.timeout_seconds = usual
    assert done.state == "done"  # though it took two seconds


@pytest.mark.parametrize(
    ("problem", "words"), [("refused", "ends at 3"), ("mistake", "went wrong on our side")]
)
def test_a_long_task_that_raises_fails_with_a_sentence(tasks, problem, words):
    result = ended(tasks, tasks.submit("stop_at", "ada", number=3, problem=problem))
    assert result.state == "failed"
    assert is_a_sentence(result.message)
    assert words in result.message


def test_nothing_but_plain_data_is_reported(tasks):
    assert "went wrong on our side" in ended(tasks, tasks.submit("report_code", "ada")).message


def test_a_long_task_in_a_killed_worker_begins_again_in_another(tasks):
    task = tasks.submit("process_id", "ada", last=40)
    lost = reported(tasks, task, 5).reports[0]["pid"]
    psutil.Process(lost).kill()
    again = wait_until(lambda: "lost" in (a := tasks.result(task)).message and a, "it says so")
    assert again.state == "pending"
    assert is_a_sentence(again.message)
    done = ended(tasks, task)
    assert done.state == "done"
    assert done.data != lost
    assert {report["pid"] for report in done.reports} == {done.data}
    assert len(done.reports) == 40


def test_runs_and_long_tasks_of_others_go_on_side_by_side(tasks, runs):
    run = runs.start(LONG, learner_id="ada")
    wait_until(lambda: len(runs.get(run).history) > 2, "the run is under way")
    counts = [tasks.submit("count_to", "bob", last=10) for _ in range(3)]
    for task in counts:
        assert ended(tasks, task).state == "done"
    before = len(runs.get(run).history)
    wait_until(lambda: len(runs.get(run).history) > before, "the run went on")
    runs.stop(run)
