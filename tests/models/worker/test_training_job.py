"""A job replays to where its run begins, which takes long where the run is a branch."""

from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.training.config import TrainingConfig
from models.worker.fair_lock import fair_lock
from models.worker.training_job import run_replay


class Control:
    """A run's desired states, read by read; the last one stays."""

    def __init__(self, *states):
        self.states = list(states)

    def read(self, run):
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]


GO_ON, STOP = ({"stop": stop, "upto": -1} for stop in (False, True))


def replay(seen, steps):
    """Record each step, yielding between them, and return a checkpoint."""
    for step in range(steps):
        seen.append(step)
        yield
    return "start"


def test_a_replay_runs_to_its_end():
    seen = []
    assert run_replay(replay(seen, 5), "ada", "run", Control(GO_ON)) == "start"
    assert seen == [0, 1, 2, 3, 4]


def test_a_run_without_a_replay_begins_whatever_is_desired():
    assert run_replay(replay([], 0), "ada", "run", Control(STOP)) == "start"


def test_a_replay_ends_when_the_run_is_to_stop_or_is_wanted_no_more():
    for end in (STOP, None):
        seen = []
        assert run_replay(replay(seen, 100), "ada", "run", Control(GO_ON, GO_ON, end)) is None
        assert seen == [0, 1, 2]


def test_a_replay_to_snapshots_that_were_seen_goes_on_though_the_run_is_to_stop():
    seen = []
    assert run_replay(replay(seen, 5), "ada", "run", Control(STOP | {"upto": 3})) == "start"
    assert seen == [0, 1, 2, 3, 4]


def test_other_jobs_compute_between_two_steps():
    order = []

    class Others(Control):
        def read(self, run):
            with fair_lock.hold("bob"):  # would wait for ever if the replay held its turn
                order.append("bob")
            return GO_ON

    assert run_replay(replay(order, 2), "ada", "run", Others(GO_ON)) == "start"
    assert order == [0, "bob", 1, "bob"]


def test_a_run_stopped_during_its_replay_ends_without_a_network():
    run = Run(RunSpec("run", TrainingConfig(), learner="ada"))
    run.placement.submit(object(), object())
    run.stop("You stopped it.")
    run.settle({"ended": "stopped", "rows": [], "frames": [], "seconds": 0.0, "layers": None})
    view = run.view()
    assert (view.state, view.message, view.layers) == ("stopped", "You stopped it.", None)
    assert not view.frames
