"""Fair lock: one job computes at a time, and the learner served least recently is next."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import psutil

MOST_REMEMBERED = 1000  # learners, and works
MUCH_BYTES = 16 << 20  # in one turn
GREEDY_BYTES = 100 << 20  # in all: more than any network that is usual here takes to compile


@dataclass(eq=False)
class Turn:
    """A job's hold on the lock, from the moment it began to wait."""

    learner: str
    work: str  # the run or task; "" is none of them
    thread: int = field(default_factory=threading.get_native_id)
    since: float = 0.0  # time.monotonic() when it came
    memory: int = 0  # bytes the process had then
    come: threading.Event = field(default_factory=threading.Event)


_waiting: list[Turn] = []  # in the order they came
_present: Turn | None = None
_served: dict[str, int] = {}  # which turn was each learner's last; the longest ago stands first
_turns = count()
_grown: dict[str, int] = {}  # bytes the process has grown by in the turns of each work
_process = psutil.Process()
_lock = threading.Lock()
grew = threading.Event()  # set when a turn took much memory


@contextmanager
def fair_lock(learner: str = "", work: str = "") -> Iterator[None]:
    """Hold the lock. A plain lock would let one run monopolise the core.

    Next comes the learner whose last turn was longest ago, whether they have one training
    here or five; among the same learner's, who came first.

    Args:
        learner: whose work it is; "" is nobody's, and each thread another nobody.
        work: the run or task.
    """
    mine = Turn(learner or f"thread {threading.get_ident()}", work)
    with _lock:
        _waiting.append(mine)
        if _present is None:
            _next()
    mine.come.wait()
    try:
        yield
    finally:
        with _lock:
            _weigh(mine)
            _next()


def present() -> Turn | None:
    """Return who holds the lock."""
    return _present


def works() -> set[str]:
    """Return the runs and tasks that compute or wait here."""
    with _lock:
        return {turn.work for turn in (*_waiting, *([_present] if _present else ()))}


def greedy() -> str:
    """Return the job under which the process grew most; "" where none did."""
    with _lock:
        grown = dict(_grown)
        if (turn := _present) is not None:
            more = _process.memory_info().rss - turn.memory
            grown[turn.work] = grown.get(turn.work, 0) + more
    grown.pop("", None)
    work = max(grown, key=grown.get, default="")
    return work if work and grown[work] > GREEDY_BYTES else ""


def _weigh(turn: Turn) -> None:
    more = _process.memory_info().rss - turn.memory
    _grown[turn.work] = _grown.pop(turn.work, 0) + more
    if len(_grown) > MOST_REMEMBERED:
        del _grown[next(iter(_grown))]
    if more > MUCH_BYTES:
        grew.set()


def _next() -> None:
    """Grant the lock to the next job. Callers hold the mutex."""
    global _present
    _present = None
    if not _waiting:
        return
    coming = min(_waiting, key=lambda each: _served.get(each.learner, -1))
    _waiting.remove(coming)
    _served.pop(coming.learner, None)
    _served[coming.learner] = next(_turns)
    if len(_served) > MOST_REMEMBERED:
        del _served[next(iter(_served))]
    coming.since, coming.memory = time.monotonic(), _process.memory_info().rss
    _present = coming  # only now, as the heartbeat may look at any moment
    coming.come.set()
