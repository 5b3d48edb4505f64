"""Turns: who computes next in a worker process; every learner comes round."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

MOST_REMEMBERED = 1000  # learners


@dataclass(eq=False)
class _Waiting:
    learner: str
    come: threading.Event = field(default_factory=threading.Event)


_waiting: list[_Waiting] = []  # in the order they came; who computes has left it
_busy = False
_served: dict[str, int] = {}  # which turn was each learner's last; the longest ago stands first
_turns = count()
_lock = threading.Lock()


@contextmanager
def my_turn(learner: str = "") -> Iterator[None]:
    """Compute alone, and let the others wait: a lock alone would let one run hog the core.

    Next comes the learner whose last turn was longest ago, whether they have one training
    here or five; among the same learner's, who came first.

    Args:
        learner: whose work it is; "" is nobody's, and each thread another nobody.
    """
    mine = _Waiting(learner or f"thread {threading.get_ident()}")
    with _lock:
        _waiting.append(mine)
        if not _busy:
            _next()
    mine.come.wait()
    try:
        yield
    finally:
        with _lock:
            _next()


def _next() -> None:
    """Hand the core on; whoever calls it holds the lock."""
    global _busy
    _busy = bool(_waiting)
    if not _waiting:
        return
    chosen = min(_waiting, key=lambda each: _served.get(each.learner, -1))
    _waiting.remove(chosen)
    _served.pop(chosen.learner, None)
    _served[chosen.learner] = next(_turns)
    if len(_served) > MOST_REMEMBERED:
        del _served[next(iter(_served))]
    chosen.come.set()
