"""A machine's clock is set, forward and back, while a network is trained and pages are shown."""

import asyncio
import os
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

import pytest
from distributed import Client

from benchmarks.classroom import trained
from benchmarks.learner import Learner
from models.runtime.run_registry import RunRegistry
from models.training.config import TrainingConfig
from tests.browser.server import Server, serve
from tests.event_loop import alone
from tests.hostile.client import ask
from tests.models.waiting import PATIENCE, wait_for, wait_until
from tests.trainer import ENVIRONMENT, connected, run_trainer

DAY = 86_400
pytestmark = pytest.mark.cluster
JUMPING = Path(__file__).parent / "jumping_clock"
PLAN = TrainingConfig(hidden_units=(16,), epochs=20, examples=3000, batch_size=50)


@pytest.fixture
def clock(tmp_path, monkeypatch):
    """The file that says by how many seconds the clock of the trainer's processes is wrong."""
    file = tmp_path / "seconds"
    file.write_text("0")
    path = os.pathsep.join(filter(None, (str(JUMPING), os.environ.get("PYTHONPATH"))))
    monkeypatch.setenv("PYTHONPATH", path)
    monkeypatch.setenv("UNROLLED_TEST_CLOCK", str(file))
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return file


def wrong_clocks(address: str) -> list[float]:
    """Return by how many seconds the clocks of the scheduler and of each worker are wrong."""
    with Client(address, set_as_default=False) as client:
        found = [client.run_on_scheduler(time.time), *client.run(time.time).values()]
        return [each - time.time() for each in found]


def is_wrong(server: Server, seconds: float) -> bool:
    """Whether the web process dates its answers by so much too late."""
    said = parsedate_to_datetime(ask(server, "/healthz").headers["date"])
    return abs((said - datetime.now(UTC)).total_seconds() - seconds) < 60


def has_looks(wanted, view):
    return len(view.history) >= wanted


def test_a_run_goes_on_whatever_the_clock_says(clock):
    with run_trainer() as address, connected(RunRegistry(), address) as runs:
        run = runs.start(PLAN)
        runs.set_pace(run, 20)
        wait_for(runs, run, lambda view: len(view.history) > 5, "it is under way")
        for wrong_by in (DAY, -DAY):
            wanted = len(runs.get(run).history) + 40
            clock.write_text(str(wrong_by))
            assert wrong_clocks(address) == [pytest.approx(wrong_by, abs=60)] * 2
            view = wait_for(runs, run, partial(has_looks, wanted), "it goes on")
            assert view.message == ""
        runs.set_pace(run, None)
        assert wait_for(runs, run, lambda view: view.ended, "it ended").state == "finished"
        assert runs.status().state == "ready"


async def train_at_wrong_times(server: Server, clock: Path) -> None:
    """See that the web process has the wrong time, and train; both in each time."""
    async with Learner(server.url, "train") as learner:
        for wrong_by in (DAY, -DAY):
            clock.write_text(str(wrong_by))
            wait_until(partial(is_wrong, server, wrong_by), "the clock has jumped")
            async with asyncio.timeout(PATIENCE):
                _, ticks = await trained(learner)
            assert ticks, "it was seen to train"


def test_pages_answer_and_train_whatever_the_clock_says(clock):
    with serve() as server:
        assert is_wrong(server, 0)
        alone(train_at_wrong_times(server, clock))
