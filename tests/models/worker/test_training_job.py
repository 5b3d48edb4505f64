"""A job on its way to where its run begins, which may be far where the run is a branch."""

from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.training.config import TrainingConfig
from models.worker.fair_lock import fair_lock
from models.worker.training_job import _walk


class Wished:
    """What is wished for a run, look by look; the last one stays."""

    def __init__(self, *wishes):
        self.wishes = list(wishes)

    def read(self, run):
        return self.wishes.pop(0) if len(self.wishes) > 1 else self.wishes[0]


GO_ON, STOP = ({"stop": stop, "upto": -1} for stop in (False, True))


def walk(seen, rests):
    """Note where it is, rest so often, and arrive."""
    for place in range(rests):
        seen.append(place)
        yield
    return "start"


def test_the_way_is_walked_to_its_end():
    seen = []
    assert _walk(walk(seen, 5), "ada", "run", Wished(GO_ON)) == "start"
    assert seen == [0, 1, 2, 3, 4]


def test_who_has_no_way_to_go_begins_whatever_is_wished():
    assert _walk(walk([], 0), "ada", "run", Wished(STOP)) == "start"


def test_the_way_is_left_when_the_run_shall_stop_or_nobody_wants_it():
    for end in (STOP, None):
        seen = []
        assert _walk(walk(seen, 100), "ada", "run", Wished(GO_ON, GO_ON, end)) is None
        assert seen == [0, 1, 2]


def test_the_way_to_what_was_seen_already_is_walked_though_the_run_shall_stop():
    seen = []
    assert _walk(walk(seen, 5), "ada", "run", Wished(STOP | {"upto": 3})) == "start"
    assert seen == [0, 1, 2, 3, 4]


def test_others_compute_while_it_rests():
    order = []

    class Others(Wished):
        def read(self, run):
            with fair_lock.hold("bob"):  # would wait for ever if the walk held its turn
                order.append("bob")
            return GO_ON

    assert _walk(walk(order, 2), "ada", "run", Others(GO_ON)) == "start"
    assert order == [0, "bob", 1, "bob"]


def test_a_run_stopped_on_its_way_ends_without_a_network():
    run = Run(RunSpec("run", TrainingConfig(), learner="ada"))
    run.placement.submit(object(), object())
    run.stop("You stopped it.")
    run.settle({"ended": "stopped", "rows": [], "frames": [], "seconds": 0.0, "layers": None})
    view = run.view()
    assert (view.state, view.message, view.layers) == ("stopped", "You stopped it.", None)
    assert not view.frames
