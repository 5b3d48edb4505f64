import time

import psutil
import pytest

from models.runtime.task_registry import Errands
from models.tasks.registry import ERRANDS
from models.training.config import TrainingConfig
from tests.models.test_errands import ended
from tests.models.waiting import is_a_sentence, wait_until

LONG = TrainingConfig(hidden_units=(16,), epochs=100)


@pytest.fixture
def errands(runs, monkeypatch) -> Errands:
    for name in ("count_to", "stop_at", "tell_code", "where"):
        monkeypatch.setitem(ERRANDS, name, "tests.models.long_errands")
    wait_until(lambda: runs.status().state == "ready", "the trainer is ready")
    return runs.errands


def told(errands: Errands, errand: str, count: int = 1):
    """The answer so far, once the errand has told so much."""
    return wait_until(lambda: len((a := errands.answer(errand)).news) >= count and a, "it told")


def test_a_long_errand_tells_its_progress_and_then_its_answer(errands):
    errand = errands.ask("count_to", "ada", last=20)
    first = told(errands, errand)
    assert first.state == "pending"
    assert is_a_sentence(first.message)
    later = told(errands, errand, len(first.news) + 3)
    assert later.news[: len(first.news)] == first.news
    assert 0 < first.progress < later.progress <= 1
    done = ended(errands, errand)
    assert (done.state, done.data, done.progress) == ("done", 210, 1.0)
    assert [news["number"] for news in done.news] == list(range(1, 21))


def test_news_keep_their_order_however_fast_they_come(errands):
    done = ended(errands, errands.ask("count_to", "ada", last=3000, seconds=0))
    assert [news["number"] for news in done.news] == list(range(1, 3001))


def test_a_short_errand_has_no_progress(errands):
    errand = errands.ask("keras_trace", "ada", layers=[], image=[[1.0, 2.0]])
    assert errands.answer(errand).progress is None
    assert ended(errands, errand).progress is None


def test_a_cancelled_errand_keeps_its_news_and_ends_in_the_worker_too(errands, runs):
    errand = errands.ask("where", "ada", last=10_000)
    told(errands, errand, 3)
    errands.cancel(errand)
    said = errands.answer(errand)
    assert said.state == "stopped"
    assert is_a_sentence(said.message)
    assert len(said.news) >= 3
    client = runs._foreman.link.client
    # Its thread is gone when the worker has nothing under way any more.
    wait_until(lambda: not any(client.processing().values()), "the worker is free")
    errands.cancel(errand)  # what has ended stays ended
    errands.cancel("nobody's")
    assert errands.answer(errand).state == "stopped"
    assert len(errands.answer(errand).news) == len(said.news)


def test_a_long_errand_nobody_asks_about_stops(errands):
    errand = errands.ask("count_to", "ada", last=10_000)
    told(errands, errand)
    errands.lease_seconds, lease = 0.3, errands.lease_seconds
    try:
        time.sleep(0.5)
        said = errands.answer(errand)
    finally:
        errands.lease_seconds = lease
    assert said.state == "stopped"
    assert "nobody waited" in said.message.lower()
    assert said.news


def test_patience_counts_from_the_last_sign_of_life(errands):
    errands.patience_seconds, patience = 1.0, errands.patience_seconds
    try:
        done = ended(errands, errands.ask("count_to", "ada", last=40))
    finally:
        errands.patience_seconds = patience
    assert done.state == "done"  # though it took two seconds


@pytest.mark.parametrize(
    ("problem", "words"), [("refused", "it ends at 3"), ("mistake", "mistake of ours")]
)
def test_a_long_errand_that_raises_is_told_in_a_sentence(errands, problem, words):
    said = ended(errands, errands.ask("stop_at", "ada", number=3, problem=problem))
    assert said.state == "failed"
    assert is_a_sentence(said.message)
    assert words in said.message


def test_nothing_but_plain_data_is_told(errands):
    assert "mistake of ours" in ended(errands, errands.ask("tell_code", "ada")).message


def test_a_long_errand_in_a_killed_worker_begins_again_in_another(errands):
    errand = errands.ask("where", "ada", last=40)
    lost = told(errands, errand, 5).news[0]["pid"]
    psutil.Process(lost).kill()
    again = wait_until(lambda: "lost" in (a := errands.answer(errand)).message and a, "it says so")
    assert again.state == "pending"
    assert is_a_sentence(again.message)
    done = ended(errands, errand)
    assert done.state == "done"
    assert done.data != lost
    assert {news["pid"] for news in done.news} == {done.data}
    assert len(done.news) == 40


def test_runs_and_long_errands_of_others_go_on_side_by_side(errands, runs):
    run = runs.start(LONG, learner_id="ada")
    wait_until(lambda: len(runs.get(run).history) > 2, "the run is under way")
    counts = [errands.ask("count_to", "bob", last=10) for _ in range(3)]
    for errand in counts:
        assert ended(errands, errand).state == "done"
    before = len(runs.get(run).history)
    wait_until(lambda: len(runs.get(run).history) > before, "the run went on")
    runs.stop(run)
