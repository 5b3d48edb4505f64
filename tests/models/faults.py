"""What tests of faults share: processes that are halted, and runs that must not mind."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import psutil

from models.runtime.run_registry import RunRegistry
from models.runtime.worker_monitor import HealthTimeouts
from models.training.config import TrainingConfig
from models.training.memory_estimate import network_parameters
from models.training.recording import recorded_steps
from models.training.run_view import RunView
from tests.models.waiting import is_a_sentence, wait_for, wait_until

MIDDLE = TrainingConfig(hidden_units=(16,), epochs=20, examples=3000, batch_size=50)
# Shorter than for a class, as every test waits for them.
PATIENCE = HealthTimeouts(notice=3.0, replace=6.0, unwanted=3.0)


@contextmanager
def halted(process: psutil.Process) -> Iterator[None]:
    """Halt a process; let it go on at the end, if it still lives."""
    process.suspend()
    try:
        yield
    finally:
        if process.is_running():
            process.send_signal(signal.SIGCONT)


def warm_workers(runs: RunRegistry) -> int:
    return sum(bool(each.get("warm")) for each in runs.workers().values())


def busy_process(runs: RunRegistry) -> psutil.Process:
    """Return the process that has jobs; its heartbeat tells of them."""

    def busy() -> list[dict]:
        return [each for each in runs.workers().values() if each.get("jobs")]

    return psutil.Process(wait_until(busy, "a worker is busy")[0]["pid"])


def under_way(
    runs: RunRegistry, learner: str = "ada", config: TrainingConfig = MIDDLE, looks: int = 25
) -> str:
    """Start a run and let it come past its second epoch."""
    run = runs.start(config, learner_id=learner)
    runs.set_pace(run, 20)
    wait_for(runs, run, lambda view: len(view.history) >= looks, "it is under way")
    return run


def undisturbed(runs: RunRegistry) -> RunView:
    """Return the same run where nothing happens to it."""
    return wait_for(runs, runs.start(MIDDLE), lambda view: view.ended, "the undisturbed run ended")


def finished(runs: RunRegistry, run: str) -> RunView:
    """Let a run finish, and check that nothing of it is missing."""
    runs.set_pace(run, None)
    done = wait_for(runs, run, lambda view: view.ended, "it ended")
    assert done.state == "finished"
    assert list(done.history.step) == list(range(0, 1201, 6))
    looks = sorted(recorded_steps(MIDDLE, 60, network_parameters(MIDDLE, "mnist")))
    assert list(done.frames) == [done.history.step[look] for look in looks]
    return done


def same(done: RunView, expected: RunView) -> None:
    for column in ("step", "loss", "validation_accuracy"):
        np.testing.assert_array_equal(
            getattr(done.history, column), getattr(expected.history, column)
        )
    kernels = [view.layers[0].kernel for view in (done, expected)]
    np.testing.assert_array_equal(*kernels)


def says(words: str) -> Callable[[RunView], bool]:
    """Return whether a view's message is a sentence with these words."""
    return lambda view: words in view.message and is_a_sentence(view.message)
