"""How soon a learner hears of it: of a second press, and of what goes wrong in the trainer.

    python -m benchmarks.trainer

A real trainer with one worker. A run is started once it is warm, then the same network once more
with other settings: how long from the press until its first snapshot is here. Then faults, each a
real one, under a run on its way: how long until the run's view tells of it in a sentence (a page
looks four times a second), and how long until it goes on, as the worker's first run again.
"""

import os
import time
from collections.abc import Callable

import psutil

from models.runtime.run_registry import RunRegistry
from models.tasks.registry import TASKS
from models.training.config import TrainingConfig
from models.training.run_view import RunView

LONG = TrainingConfig(epochs=100)
OTHER = TrainingConfig(epochs=9, learning_rate=3e-4, seed=5, l2=1e-4)
MEMORY = "1500MB"  # of the worker, so that it soon runs out
PATIENCE = 240.0  # seconds


class Clock:
    """Counts from a moment until something is true of a run."""

    def __init__(self, runs: RunRegistry, run: str) -> None:
        self.runs, self.run = runs, run
        self.began = time.monotonic()

    def until(self, true: Callable[[RunView], bool]) -> float:
        """Wait, and give the seconds since the beginning."""
        while not true(self.runs.get(self.run)):
            self.runs.renew(self.run)
            if (passed := time.monotonic() - self.began) > PATIENCE:
                raise TimeoutError(f"nothing for {passed:.0f} s")
            time.sleep(0.01)
        return time.monotonic() - self.began


def looks(view: RunView) -> int:
    """Count the looks that are here."""
    return len(view.history)


def under_way(runs: RunRegistry) -> str:
    """Start a run, and let it come to its third look."""
    run = runs.start(LONG, learner_id="ada")
    runs.set_pace(run, 10)
    Clock(runs, run).until(lambda view: looks(view) > 3)
    return run


def worker_of(runs: RunRegistry, run: str) -> psutil.Process:
    """The process that trains a run."""
    return psutil.Process(runs.workers()[runs.debug().placed[run]]["pid"])


def trainer_of(runs: RunRegistry) -> psutil.Process:
    """The process that hosts the workers."""
    return psutil.Process(runs.debug().connection.child_pid)


def main() -> None:
    """Measure and print."""
    os.environ |= {"UNROLLED_WORKERS": "1", "UNROLLED_WORKER_MEMORY": MEMORY}
    for name in ("hang", "exhaust_memory"):
        TASKS[name] = "tests.models.long_tasks"
    faults: dict[str, Callable[[RunRegistry, str], object]] = {
        "worker killed": lambda runs, run: worker_of(runs, run).kill(),
        "worker halted": lambda runs, run: worker_of(runs, run).suspend(),
        "its work hangs": lambda runs, run: runs.tasks.submit("hang", "eve"),
        "trainer killed": lambda runs, run: trainer_of(runs).kill(),
        "out of memory": lambda runs, run: runs.tasks.submit("exhaust_memory", "eve"),
    }
    runs = RunRegistry()
    runs.start_trainer()
    try:
        while not any(each.get("warm") for each in runs.workers().values()):
            time.sleep(0.1)
        for name, config in (("first press", LONG), ("second press, other settings", OTHER)):
            clock = Clock(runs, runs.start(config, learner_id="ada"))
            print(f"{name}: first snapshot after {clock.until(looks):.2f} s", flush=True)
            runs.stop(clock.run)
            clock.until(lambda view: view.ended)
        for name, happen in faults.items():
            run = under_way(runs)
            happen(runs, run)
            clock, known = Clock(runs, run), looks(runs.get(run))
            told = clock.until(lambda view: view.message != "")
            sentence = runs.get(run).message
            goes_on = clock.until(lambda view, known=known: looks(view) > known + 20)
            print(f"{name}: told after {told:.1f} s, goes on after {goes_on:.0f} s: {sentence}")
            runs.stop(run)
            Clock(runs, run).until(lambda view: view.ended)
    finally:
        runs.stop_trainer()


if __name__ == "__main__":
    main()
