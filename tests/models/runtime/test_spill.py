"""What ended runs hold lies in files: read back exactly, and bounded."""

import gc
import os
from dataclasses import asdict

import numpy as np
import pytest

from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_registry import LEASE_SECONDS, RunRegistry
from models.runtime.spill import RETRY_SECONDS, Spill
from models.training.run_view import RunView
from tests.models.recorded_runs import packed_frames, recorded, rows_of

TRAINED = {"hidden_units": (16,), "epochs": 2}


def a_run(registry: RunRegistry, name: str, ago: float = 0.0) -> RunView:
    """Put a run here that has ended, and return its view from before anything was spilled."""
    view = recorded(**TRAINED)
    run = Run(RunSpec(name, view.config, learner=name))
    event = {"attempt": "one", "worker": "one", "first": 0, "items": rows_of(view)}
    run.apply(event | {"frames": packed_frames(**TRAINED), "total": view.total_steps})
    run.result.layers = view.layers
    run.end("finished", "")
    run.result.ended_at -= ago
    registry.add(run)
    return registry.get(name)


def same(one: object, other: object) -> bool:
    """Whether two recordings are equal to the bit, arrays and NaN included."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(np.array_equal(one, other, equal_nan=isinstance(one, float)))


def assert_equal(view: RunView, other: RunView) -> None:
    assert list(view.frames) == list(other.frames)
    for step in view.frames:
        assert same(asdict(view.frames[step]), asdict(other.frames[step]))
    assert len(view.layers) == len(other.layers)
    for one, another in zip(view.layers, other.layers, strict=True):
        assert same((one.kernel, one.bias, one.activation), asdict_of(another))


def asdict_of(layer) -> tuple:
    return layer.kernel, layer.bias, layer.activation


def test_an_ended_run_is_read_from_a_file_to_the_bit_and_takes_no_memory():
    runs = RunRegistry()
    before = a_run(runs, "one")
    held = runs.retained_bytes()
    pictures = [frame.layers[0].pictures for frame in before.frames.values()]
    least = sum(array.nbytes for array in (before.layers[0].kernel, *pictures))
    assert (held.spilled, least < held.memory < 1.5 * least) == (0, True)
    runs.tidy()
    held = runs.retained_bytes()
    assert held.memory < 5_000
    assert least < held.spilled < 1.5 * least
    assert_equal(runs.get("one"), before)
    assert_equal(runs.get("one"), recorded(**TRAINED))
    assert not runs.get("one").layers[0].kernel.flags.writeable


def test_a_page_goes_on_reading_a_run_that_is_dropped_meanwhile_and_then_the_file_is_gone():
    spill = Spill()
    runs = RunRegistry(spill=spill)
    for name in ("one", "two"):
        a_run(runs, name, ago=LEASE_SECONDS + 1)
    runs.tidy()
    view, both = runs.get("one"), spill.nbytes
    spill.max_bytes = 0
    runs.tidy()
    assert runs.get("one") is runs.get("two") is None
    gc.collect()
    assert spill.nbytes == both // 2
    assert_equal(view, recorded(**TRAINED))
    del view
    gc.collect()
    assert spill.nbytes == 0


def test_of_more_than_the_files_may_hold_the_oldest_runs_are_dropped():
    one = RunRegistry()
    a_run(one, "one")
    one.tidy()
    runs = RunRegistry(spill=Spill(max_bytes=int(2.5 * one.retained_bytes().spilled)))
    for ago in range(4):
        a_run(runs, f"{ago}", ago=LEASE_SECONDS + 1 + ago)
        runs.tidy()
    runs.tidy()
    assert [runs.get(f"{ago}") is not None for ago in range(4)] == [True, True, False, False]
    assert runs.retained_bytes().memory < 10_000


@pytest.mark.parametrize("trouble", ["no such directory", "not writable", "full", "too many"])
def test_where_no_file_can_be_written_a_run_stays_in_memory(trouble, tmp_path):
    if trouble == "not writable" and os.geteuid() == 0:
        tmp_path = "/proc"  # where not even root writes
    elif trouble == "not writable":
        tmp_path.chmod(0o500)
    elif trouble == "no such directory":
        tmp_path = tmp_path / "none"
    spill = Spill(
        directory=str(tmp_path),
        max_files=0 if trouble == "too many" else 9,
        min_free_bytes=1 << 62 if trouble == "full" else 0,
    )
    runs = RunRegistry(spill=spill)
    before = a_run(runs, "one")
    runs.tidy()
    assert runs.retained_bytes().spilled == 0
    assert runs.retained_bytes().memory > 100_000
    assert_equal(runs.get("one"), before)


def test_a_directory_that_is_full_is_tried_again_after_a_minute(tmp_path):
    now = [0.0]
    there = tmp_path / "there"
    spill = Spill(directory=str(there), clock=lambda: now[0])
    assert spill.store([b"one"]) is None
    there.mkdir()
    assert spill.store([b"one"]) is None
    now[0] += RETRY_SECONDS
    stored = spill.store([b"one", b"", b"three"])
    assert [stored[place] for place in range(3)] == [b"one", b"", b"three"]
