"""What a worker remembers of runs has little room, and is spread over the whole way."""

import numpy as np
import pytest

from models.training import checkpoint_cache
from models.training.checkpoint import Checkpoint
from models.training.checkpoint_cache import CheckpointCache
from models.training.config import TrainingConfig


def moment(step: int, megabytes: float = 0.001) -> Checkpoint:
    weights = (np.zeros(int(megabytes * (1 << 20)), np.uint8), np.ones(0))
    return Checkpoint(TrainingConfig(hidden_units=()), step, 1, step, weights, ())


def steps(memory: CheckpointCache, run: str = "run") -> list[int]:
    return [each.step for each in memory.get(run)]


def test_a_moment_is_remembered_once_and_in_order():
    memory = CheckpointCache()
    for step in (40, 0, 20, 40):
        memory.add("run", moment(step))
    assert steps(memory) == [0, 20, 40]
    assert memory.get("another") == []


@pytest.mark.parametrize("rising", [True, False])
def test_however_many_come_the_start_the_newest_and_a_spread_stay(rising):
    memory = CheckpointCache()
    way = [0, *(range(100, 10_001, 100) if rising else range(10_000, 99, -100))]
    for step in way:
        memory.add("run", moment(step))
        assert step in steps(memory)
    kept = steps(memory)
    assert len(kept) == checkpoint_cache.MAX_CHECKPOINTS
    assert kept[0] == 0
    assert kept[-1] == 10_000
    assert max(np.diff(kept)) <= 2500


def test_moments_side_by_side_do_not_push_out_those_far_away():
    memory = CheckpointCache()
    for step in (0, 1000, 2000, 3000, 4000, *range(4100, 4120)):
        memory.add("run", moment(step))
    assert {0, 1000, 2000, 3000} <= set(steps(memory))


def test_only_the_last_runs_are_remembered():
    memory = CheckpointCache()
    for run in ("a", "b", "c", "a", "d"):
        memory.add(run, moment(0))
    assert [run for run in "abcd" if memory.get(run)] == ["a", "c", "d"]


def test_there_is_little_room_and_the_run_in_hand_has_it(monkeypatch):
    monkeypatch.setattr(checkpoint_cache, "MAX_BYTES", 48 << 20)
    memory = CheckpointCache()
    for step in (0, 10):
        memory.add("old", moment(step, 8))
    for step in range(0, 100, 10):
        memory.add("large", moment(step, 8))
        assert memory.bytes <= 48 << 20
    assert steps(memory, "old") == []
    assert len(steps(memory, "large")) > 3
    memory.add("too large", moment(0, 60))
    assert steps(memory, "too large") == []
