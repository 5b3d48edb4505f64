import threading
import time

from models.worker.fair_lock import GREEDY_BYTES, FairLock, fair_lock


def order_of_turns(*waiting: str) -> list[str]:
    """Let learners come while another computes; say in which order they get their turns."""
    order, threads = [], []

    def compute(learner: str) -> None:
        with fair_lock.hold(learner):
            order.append(learner)

    with fair_lock.hold("who computes"):
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
        with fair_lock.hold("clumsy"):
            raise ValueError
    except ValueError:
        pass
    assert order_of_turns("a4") == ["a4"]


def test_whose_turn_it_is_is_said_only_with_the_moment_when_it_came():
    seen = []

    def memory() -> int:
        """Look at whose turn it is in the midst of its beginning, as the heartbeat may."""
        if (turn := lock.present) is not None:
            seen.append(turn.granted_at)
        return 0

    lock = FairLock(memory)
    began = time.monotonic()
    with lock.hold():
        pass
    assert seen
    assert min(seen) >= began


def test_the_job_under_which_the_process_grew_most_is_known_while_it_computes_and_after():
    memory = [0]
    lock = FairLock(lambda: memory[0])
    with lock.hold("ada", "small"):
        memory[0] += GREEDY_BYTES // 2
    assert lock.greedy() == ""
    assert lock.has_grown.is_set()
    with lock.hold("bob", "large"):
        memory[0] += 2 * GREEDY_BYTES
        assert lock.greedy() == "large"
    with lock.hold():
        memory[0] += 9 * GREEDY_BYTES  # nobody's: no run or task is to blame
    assert lock.greedy() == "large"
