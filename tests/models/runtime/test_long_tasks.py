import time

import psutil
import pytest
from distributed import Client

from models.runtime.task_registry import TaskRegistry
from models.tasks.registry import TASKS
from models.training.config import TrainingConfig
from tests.models.runtime.test_task_registry import ended
from tests.models.waiting import is_a_sentence, wait_until

LONG = TrainingConfig(hidden_units=(16,), epochs=100)


@pytest.fixture
def tasks(runs, monkeypatch) -> TaskRegistry:
    for name in ("count_to", "stop_at", "tell_code", "where"):
        monkeypatch.setitem(TASKS, name, "tests.models.long_tasks")
    wait_until(lambda: runs.status().state == "ready", "the trainer is ready")
    return runs.tasks


def told(tasks: TaskRegistry, task: str, count: int = 1):
    """The answer so far, once the task has told so much."""
    return wait_until(lambda: len((a := tasks.answer(task)).news) >= count and a, "it told")


def test_a_long_errand_tells_its_progress_and_then_its_answer(tasks):
    task = tasks.ask("count_to", "ada", last=20)
    first = told(tasks, task)
    assert first.state == "pending"
    assert is_a_sentence(first.message)
    later = told(tasks, task, len(first.news) + 3)
    assert later.news[: len(first.news)] == first.news
    assert 0 < first.progress < later.progress <= 1
    done = ended(tasks, task)
    assert (done.state, done.data, done.progress) == ("done", 210, 1.0)
    assert [news["number"] for news in done.news] == list(range(1, 21))


def test_news_keep_their_order_however_fast_they_come(tasks):
    done = ended(tasks, tasks.ask("count_to", "ada", last=3000, seconds=0))
    assert [news["number"] for news in done.news] == list(range(1, 3001))


def test_a_short_errand_has_no_progress(tasks):
    task = tasks.ask("keras_trace", "ada", layers=[], image=[[1.0, 2.0]])
    assert tasks.answer(task).progress is None
    assert ended(tasks, task).progress is None


def test_a_cancelled_errand_keeps_its_news_and_ends_in_the_worker_too(tasks, trainer):
    task = tasks.ask("where", "ada", last=10_000)
    told(tasks, task, 3)
    tasks.cancel(task)
    said = tasks.answer(task)
    assert said.state == "stopped"
    assert is_a_sentence(said.message)
    assert len(said.news) >= 3
    with Client(trainer, set_as_default=False) as client:
        # Its thread is gone when the worker has nothing under way any more.
        wait_until(lambda: not any(client.processing().values()), "the worker is free")
    tasks.cancel(task)  # what has ended stays ended
    tasks.cancel("nobody's")
    assert tasks.answer(task).state == "stopped"
    assert len(tasks.answer(task).news) == len(said.news)


def test_a_long_errand_nobody_asks_about_stops(tasks):
    task = tasks.ask("count_to", "ada", last=10_000)
    told(tasks, task)
    tasks.lease_seconds, lease = 0.3, tasks.lease_seconds
    try:
        time.sleep(0.5)
        said = tasks.answer(task)
    finally:
        tasks.lease_seconds = lease
    assert said.state == "stopped"
    assert "nobody waited" in said.message.lower()
    assert said.news


def test_patience_counts_from_the_last_sign_of_life(tasks):
    tasks.patience_seconds, patience = 1.0, tasks.patience_seconds
    try:
        done = ended(tasks, tasks.ask("count_to", "ada", last=40))
    finally:
        tasks.patience_seconds = patience
    assert done.state == "done"  # though it took two seconds


@pytest.mark.parametrize(
    ("problem", "words"), [("refused", "it ends at 3"), ("mistake", "mistake of ours")]
)
def test_a_long_errand_that_raises_is_told_in_a_sentence(tasks, problem, words):
    said = ended(tasks, tasks.ask("stop_at", "ada", number=3, problem=problem))
    assert said.state == "failed"
    assert is_a_sentence(said.message)
    assert words in said.message


def test_nothing_but_plain_data_is_told(tasks):
    assert "mistake of ours" in ended(tasks, tasks.ask("tell_code", "ada")).message


def test_a_long_errand_in_a_killed_worker_begins_again_in_another(tasks):
    task = tasks.ask("where", "ada", last=40)
    lost = told(tasks, task, 5).news[0]["pid"]
    psutil.Process(lost).kill()
    again = wait_until(lambda: "lost" in (a := tasks.answer(task)).message and a, "it says so")
    assert again.state == "pending"
    assert is_a_sentence(again.message)
    done = ended(tasks, task)
    assert done.state == "done"
    assert done.data != lost
    assert {news["pid"] for news in done.news} == {done.data}
    assert len(done.news) == 40


def test_runs_and_long_errands_of_others_go_on_side_by_side(tasks, runs):
    run = runs.start(LONG, learner_id="ada")
    wait_until(lambda: len(runs.get(run).history) > 2, "the run is under way")
    counts = [tasks.ask("count_to", "bob", last=10) for _ in range(3)]
    for task in counts:
        assert ended(tasks, task).state == "done"
    before = len(runs.get(run).history)
    wait_until(lambda: len(runs.get(run).history) > before, "the run went on")
    runs.stop(run)
