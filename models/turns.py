"""Turns: who computes next in a worker process; first come, first served."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

_queue: deque[threading.Event] = deque()
_queue_lock = threading.Lock()


@contextmanager
def my_turn() -> Iterator[None]:
    """Compute alone, and let the others wait: a lock alone would let one run hog the core."""
    mine = threading.Event()
    with _queue_lock:
        _queue.append(mine)
        if _queue[0] is mine:
            mine.set()
    mine.wait()
    try:
        yield
    finally:
        with _queue_lock:
            _queue.popleft()
            if _queue:
                _queue[0].set()
