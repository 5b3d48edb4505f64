"""Fair lock: one job computes at a time, and the learner served least recently is next."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import psutil

MAX_REMEMBERED = 1000  # learners, and runs and tasks
LARGE_GROWTH_BYTES = 16 << 20  # in one turn
GREEDY_BYTES = 100 << 20  # in all turns: more than any usual network here takes to compile


@dataclass(eq=False)
class Turn:
    """A job's turn with the lock, from the time it began to wait."""

    learner: str
    work: str  # the run or task; "" is neither
    thread: int = field(default_factory=threading.get_native_id)
    granted_at: float = 0.0  # by time.monotonic
    memory: int = 0  # bytes of the process then
    granted: threading.Event = field(default_factory=threading.Event)


_process = psutil.Process()


def process_bytes() -> int:
    """Return the resident memory of this process, in bytes."""
    return _process.memory_info().rss


class FairLock:
    """A lock whose holder is known, and how much memory the process grew by under each job."""

    def __init__(self, memory: Callable[[], int] = process_bytes) -> None:
        """Make a lock that is free.

        Args:
            memory: returns the bytes of the process.
        """
        self.has_grown = threading.Event()  # set when a turn took much memory
        self._memory = memory
        self._waiting: list[Turn] = []  # in the order of their requests
        self._present: Turn | None = None
        self._served: dict[
            str, int
        ] = {}  # the number of each learner's last turn, the longest ago first
        self._turns = count()
        self._growth: dict[str, int] = {}  # bytes by run or task, over all its turns
        self._mutex = threading.Lock()

    @contextmanager
    def hold(self, learner: str = "", work: str = "") -> Iterator[None]:
        """Hold the lock. A plain lock would let one run monopolize the core.

        Next comes the learner whose last turn was longest ago, whether they have one training
        here or five; among the same learner's, the one that has waited longest.

        Args:
            learner: of whom; "" is no learner, and each thread then counts as another one.
            work: the run or task.
        """
        turn = Turn(learner or f"thread {threading.get_ident()}", work)
        with self._mutex:
            self._waiting.append(turn)
            if self._present is None:
                self._grant_next()
        turn.granted.wait()
        try:
            yield
        finally:
            with self._mutex:
                self._record_growth(turn)
                self._grant_next()

    @property
    def present(self) -> Turn | None:
        """The turn of the job that holds the lock."""
        return self._present

    def works(self) -> set[str]:
        """Return the runs and tasks that compute or wait here."""
        with self._mutex:
            present = [self._present] if self._present else []
            return {turn.work for turn in (*self._waiting, *present)}

    def greedy(self) -> str:
        """Return the run or task in whose turns the process grew most; "" where it grew little."""
        with self._mutex:
            growth = dict(self._growth)
            if (turn := self._present) is not None:
                growth[turn.work] = growth.get(turn.work, 0) + self._memory() - turn.memory
        growth.pop("", None)
        work = max(growth, key=growth.__getitem__, default="")
        return work if work and growth[work] > GREEDY_BYTES else ""

    def _record_growth(self, turn: Turn) -> None:
        more = self._memory() - turn.memory
        self._growth[turn.work] = self._growth.pop(turn.work, 0) + more
        if len(self._growth) > MAX_REMEMBERED:
            del self._growth[next(iter(self._growth))]
        if more > LARGE_GROWTH_BYTES:
            self.has_grown.set()

    def _grant_next(self) -> None:
        """Grant the lock to the next job. Callers hold the mutex."""
        self._present = None
        if not self._waiting:
            return
        turn = min(self._waiting, key=lambda each: self._served.get(each.learner, -1))
        self._waiting.remove(turn)
        self._served.pop(turn.learner, None)
        self._served[turn.learner] = next(self._turns)
        if len(self._served) > MAX_REMEMBERED:
            del self._served[next(iter(self._served))]
        turn.granted_at, turn.memory = time.monotonic(), self._memory()
        self._present = turn  # only now, as the heartbeat reads it at any time
        turn.granted.set()


fair_lock = FairLock()
"""The lock of this process, which all its jobs share."""
