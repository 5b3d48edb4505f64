"""Fair lock: one job computes at a time, and the learner served least recently is next."""

import threading
import time
from collections.abc import Callable, Iterator
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


_process = psutil.Process()


def process_bytes() -> int:
    """Return the resident memory of this process."""
    return _process.memory_info().rss


class FairLock:
    """A lock whose holder is known, and how much memory the process grew by under each job."""

    def __init__(self, memory: Callable[[], int] = process_bytes) -> None:
        """Make a lock that is free.

        Args:
            memory: returns the bytes the process has.
        """
        self.grew = threading.Event()  # set when a turn took much memory
        self._memory = memory
        self._waiting: list[Turn] = []  # in the order they came
        self._present: Turn | None = None
        self._served: dict[str, int] = {}  # each learner's last turn; the longest ago first
        self._turns = count()
        self._grown: dict[str, int] = {}  # bytes the process has grown by in the turns of each work
        self._mutex = threading.Lock()

    @contextmanager
    def hold(self, learner: str = "", work: str = "") -> Iterator[None]:
        """Hold the lock. A plain lock would let one run monopolise the core.

        Next comes the learner whose last turn was longest ago, whether they have one training
        here or five; among the same learner's, who came first.

        Args:
            learner: whose work it is; "" is nobody's, and each thread another nobody.
            work: the run or task.
        """
        mine = Turn(learner or f"thread {threading.get_ident()}", work)
        with self._mutex:
            self._waiting.append(mine)
            if self._present is None:
                self._grant_next()
        mine.come.wait()
        try:
            yield
        finally:
            with self._mutex:
                self._weigh(mine)
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
        """Return the job under which the process grew most; "" where none did."""
        with self._mutex:
            grown = dict(self._grown)
            if (turn := self._present) is not None:
                grown[turn.work] = grown.get(turn.work, 0) + self._memory() - turn.memory
        grown.pop("", None)
        work = max(grown, key=grown.__getitem__, default="")
        return work if work and grown[work] > GREEDY_BYTES else ""

    def _weigh(self, turn: Turn) -> None:
        more = self._memory() - turn.memory
        self._grown[turn.work] = self._grown.pop(turn.work, 0) + more
        if len(self._grown) > MOST_REMEMBERED:
            del self._grown[next(iter(self._grown))]
        if more > MUCH_BYTES:
            self.grew.set()

    def _grant_next(self) -> None:
        """Grant the lock to the next job. Callers hold the mutex."""
        self._present = None
        if not self._waiting:
            return
        coming = min(self._waiting, key=lambda each: self._served.get(each.learner, -1))
        self._waiting.remove(coming)
        self._served.pop(coming.learner, None)
        self._served[coming.learner] = next(self._turns)
        if len(self._served) > MOST_REMEMBERED:
            del self._served[next(iter(self._served))]
        coming.since, coming.memory = time.monotonic(), self._memory()
        self._present = coming  # only now, as the heartbeat may look at any moment
        coming.come.set()


fair_lock = FairLock()
"""The lock of this process, which all its jobs share."""
