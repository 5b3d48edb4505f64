"""A machine's clock is set, forward and back, while a network is trained."""

import os
from functools import partial
from pathlib import Path

import pytest

from models.job import NICENESS
from models.plan import TrainingPlan
from models.runs import Runs
from tests.models.waiting import wait_for

DAY = 86_400
JUMPING = Path(__file__).parent / "jumping_clock"
PLAN = TrainingPlan(hidden_units=(16,), epochs=20, examples=3000, batch_size=50)


@pytest.fixture
def clock(tmp_path, monkeypatch):
    """The file that says by how many seconds the clock of the trainer's processes is wrong."""
    file = tmp_path / "seconds"
    file.write_text("0")
    path = os.pathsep.join(filter(None, (str(JUMPING), os.environ.get("PYTHONPATH"))))
    monkeypatch.setenv("PYTHONPATH", path)
    monkeypatch.setenv("UNROLLED_TEST_CLOCK", str(file))
    monkeypatch.setenv("UNROLLED_WORKERS", "1")
    monkeypatch.setenv(NICENESS, "0")
    return file


def has_looks(wanted, view):
    return len(view.history) >= wanted


def test_a_run_goes_on_whatever_the_clock_says(clock):
    runs = Runs()
    runs.start_trainer()
    try:
        run = runs.start(PLAN)
        runs.set_pace(run, 20)
        wait_for(runs, run, lambda view: len(view.history) > 5, "it is under way")
        for wrong_by in (DAY, -DAY):
            wanted = len(runs.get(run).history) + 40
            clock.write_text(str(wrong_by))
            view = wait_for(runs, run, partial(has_looks, wanted), "it goes on")
            assert view.message == ""
        runs.set_pace(run, None)
        assert wait_for(runs, run, lambda view: view.ended, "it ended").state == "finished"
        assert runs.status().state == "ready"
    finally:
        runs.stop_trainer()
