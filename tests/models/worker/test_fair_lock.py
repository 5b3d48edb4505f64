import threading
import time

from models.worker import fair_lock as module
from models.worker.fair_lock import fair_lock


def order_of_turns(*waiting: str) -> list[str]:
    """Let learners come while another computes; say in which order they get their turns."""
    order, threads = [], []

    def compute(learner: str) -> None:
        with fair_lock(learner):
            order.append(learner)

    with fair_lock("who computes"):
        for learner in waiting:
            threads.append(threading.Thread(target=compute, args=(learner,)))
            threads[-1].start()
            time.sleep(0.01)  # so that they come in this order
    for thread in threads:
        thread.join()
    return order


def test_among_strangers_who_came_first_computes_first():
    assert order_of_turns("a1", "b1", "c1") == ["a1", "b1", "c1"]


def test_a_learner_with_many_things_under_way_gets_no_more_turns_than_others():
    assert order_of_turns("a2", "a2", "a2", "b2", "c2", "b2") == [
        "a2",
        "b2",
        "c2",
        "a2",
        "b2",
        "a2",
    ]


def test_what_is_nobodys_waits_as_a_learner_of_its_own_would():
    assert order_of_turns("", "a3", "", "") == ["", "a3", "", ""]


def test_a_turn_that_fails_hands_on():
    try:
        with fair_lock("clumsy"):
            raise ValueError
    except ValueError:
        pass
    assert order_of_turns("a4") == ["a4"]


def test_whose_turn_it_is_is_said_only_with_the_moment_when_it_came(monkeypatch):
    process, seen = module._process, []

    class Looking:
        """Looks at whose turn it is in the midst of its beginning, as the heartbeat may."""

        def memory_info(self):
            if (turn := module.present()) is not None:
                seen.append(turn.since)
            return process.memory_info()

    monkeypatch.setattr(module, "_process", Looking())
    began = time.monotonic()
    with fair_lock():
        pass
    assert seen
    assert min(seen) >= began
