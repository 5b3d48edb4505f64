"""What the web process keeps of runs that are over; no trainer is needed to end one."""

import gc
from dataclasses import replace

import numpy as np
import pytest

from components.state import session as state
from models.nn.dense import DenseLayer
from models.runtime.forgotten_runs import ForgottenRuns
from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_registry import LEASE_SECONDS, RunRegistry
from models.runtime.run_retention import (
    ABANDONED_SECONDS,
    MAX_ABANDONED_BYTES,
    MAX_BYTES,
    RETENTION_SECONDS,
)
from models.runtime.spill import Spill
from models.training.config import TrainingConfig
from models.training.run_summary import summarize
from tests.models.recorded_runs import recorded

LONG_AGO = LEASE_SECONDS + 60
JUST_NOW = LEASE_SECONDS - 60
SMALL = 1 << 20


class Registry(RunRegistry):
    """A registry whose runs are put there as they would be after a while, and stay in memory."""

    def __init__(self) -> None:
        self.now = 1e6
        super().__init__(spill=Spill(max_files=0), clock=lambda: self.now)

    def put(
        self, name: str, learner: str = "", ago: float = 0, size: int = SMALL, ends: bool = True
    ) -> None:
        self.now -= ago
        run = Run(RunSpec(name, TrainingConfig(), learner=learner), lambda: self.now)
        run.lease.renewed = float("inf")
        self.now += ago
        run.viewed_at = self.now
        units = size // 8
        run.result.layers = (DenseLayer(np.zeros((0, units)), np.zeros(units)),)
        if ends:
            run.end("finished", "")
            run.result.ended_at -= ago
        self.add(run)

    def left(self) -> set[str]:
        self.tidy()
        return set(self.ids())


def test_of_each_learner_the_last_two_ended_runs_are_kept():
    runs = Registry()
    for ago in (4, 1, 3, 2):
        runs.put(f"ada's of {ago}", "ada", LONG_AGO + ago)
    runs.put("bob's", "bob", LONG_AGO + 9)
    assert runs.left() == {"ada's of 1", "ada's of 2", "bob's"}


def test_each_run_of_nobodys_is_another_learners():
    runs = Registry()
    for number in range(5):
        runs.put(f"{number}", "", LONG_AGO + number)
    assert len(runs.left()) == 5


def test_ended_runs_hold_so_many_bytes_and_the_longest_ended_go_first():
    runs = Registry()
    quarter = MAX_BYTES // 4
    for number in range(5):
        runs.put(f"{number}", "", LONG_AGO - number, quarter - 1000)
    runs.put("small and oldest", "", LONG_AGO + 9, 1000)
    assert runs.left() == {"1", "2", "3", "4"}


def test_runs_that_go_for_their_number_cost_no_other_its_place():
    runs = Registry()
    third = MAX_BYTES // 3
    runs.put("bob's", "bob", LONG_AGO + 9, third - 1000)
    for ago in range(4):
        runs.put(f"ada's of {ago}", "ada", LONG_AGO + ago, third - 1000)
    assert runs.left() == {"bob's", "ada's of 0", "ada's of 1"}


def test_what_ended_just_now_stays_whatever_it_holds_and_older_ones_make_room():
    runs = Registry()
    runs.put("old", "bob", LONG_AGO)
    for number in range(3):
        runs.put(f"{number}", "ada", JUST_NOW, MAX_BYTES // 2)
    assert runs.left() == {"0", "1", "2"}


def left_long_ago(runs: Registry, *learners: str) -> None:
    """Let learners leave, and so much time pass that nobody looked at anything since."""
    for learner in learners:
        runs.leave(learner)
    runs.now += ABANDONED_SECONDS + 1


def test_when_a_class_has_left_a_few_of_its_runs_stay_and_the_others_go():
    runs = Registry()
    for number in range(8):
        runs.put(f"{number}", f"learner {number}", LONG_AGO - number / 10, MAX_ABANDONED_BYTES // 4)
    assert len(runs.left()) == 8
    left_long_ago(runs, *(f"learner {number}" for number in range(7)))
    assert runs.left() == {"3", "4", "5", "6", "7"}


def test_who_has_just_left_or_comes_back_to_a_run_finds_it():
    runs = Registry()
    for name in ("ada", "bob", "eve"):
        runs.put(f"{name}'s", name, LONG_AGO, MAX_ABANDONED_BYTES + 8)
    left_long_ago(runs, "ada", "bob")
    runs.leave("eve")
    assert runs.get("ada's", "ada again") is not None
    assert runs.left() == {"ada's", "eve's"}
    left_long_ago(runs, "ada again", "eve")
    assert runs.left() == set()


def test_a_session_that_is_collected_is_a_learner_who_left():
    went = set()
    state.run_registry.leave, before = went.add, state.run_registry.leave
    try:
        session = state.new_session()
        name = session.id
        assert not went
        del session
        gc.collect()
        assert went == {name}
    finally:
        state.run_registry.leave = before


def test_runs_that_go_on_are_never_forgotten():
    runs = Registry()
    for number in range(4):
        runs.put(f"{number}", "ada", size=MAX_BYTES, ends=False)
    assert len(runs.left()) == 4


def test_after_two_hours_nobody_asks_for_a_run_any_more():
    runs = Registry()
    runs.put("older", "ada", RETENTION_SECONDS + 1)
    runs.put("younger", "bob", RETENTION_SECONDS - 60)
    assert runs.left() == {"younger"}


@pytest.mark.parametrize("size", [SMALL, 80 << 20])
def test_an_ended_run_knows_what_it_holds(size):
    runs = Registry()
    runs.put("one", size=size)
    assert runs.retained_bytes().memory == pytest.approx(size, rel=0.01)


def test_of_forgotten_runs_the_curves_stay_a_while_and_never_too_many():
    now = [0.0]
    forgotten = ForgottenRuns(retention_seconds=100.0, max_runs=3, clock=lambda: now[0])
    run = summarize(recorded(hidden_units=(4,), epochs=1), "")
    for number in range(5):
        forgotten.add(replace(run, id=f"{number}"), ended_at=10.0 * number)
    assert [forgotten.get(f"{number}") is not None for number in range(5)] == [False] * 2 + [
        True
    ] * 3
    now[0] = 125.0
    forgotten.expire()
    assert [forgotten.get(f"{number}") is not None for number in range(5)] == [False] * 3 + [
        True
    ] * 2


def test_that_the_test_images_were_opened_is_known_of_a_dropped_run_too():
    runs = Registry()
    runs.put("closed", "ada", LONG_AGO + 3)
    runs.put("opened", "ada", LONG_AGO + 2)
    runs.open_test_images("opened")
    runs.add_test_accuracy("opened", 0.97)
    runs.add_test_accuracy("closed", 0.97)
    assert runs.get("opened").test_accuracy == 0.97
    assert runs.get("closed").test_accuracy is None
    summary = summarize(replace(recorded(examples=200, epochs=1), id="kept", test_opened=True), "")
    runs.retention.forgotten.add(summary, runs.now)
    assert [runs.has_opened_test(each) for each in ("opened", "closed", "kept")] == [
        True,
        False,
        True,
    ]
