"""Heartbeat: a worker's health, published by a thread of its own."""

import logging
import os
import socket
import threading
import time
from typing import Any

import psutil

from models.worker.fair_lock import FairLock, Turn, fair_lock

TOPIC = "unrolled-heartbeat"  # of all workers; whoever watches them subscribes
MEMORY_TOPIC = "worker-restart-memory"  # Dask's own: a nanny ended a worker that grew too large
BEAT_SECONDS = 0.5

log = logging.getLogger(__name__)


class Heartbeat:
    """Publishes that the process lives, and whether the job that holds the lock makes progress.

    A long computation or compilation uses the processor, a hung one does not, however busy
    or slow the machine is. Counted is what the thread with the turn uses and the threads
    that TensorFlow started for it, but not what waiting jobs and the worker itself use.
    """

    def __init__(self, lock: FairLock) -> None:
        self.lock = lock
        self.worker: Any = None
        self.young = 0  # its memory in bytes when it was warm; 0 is not yet
        self._process = psutil.Process()
        self._turn: Turn | None = None
        self._used, self._still, self._at = 0.0, 0.0, time.monotonic()
        self._thread: threading.Thread | None = None

    def start(self, worker: Any) -> None:
        """Start the thread; once a process, however often it is called."""
        self.worker = worker
        if self._thread is None:
            self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
            self._thread.start()

    def grow_up(self) -> None:
        """Mark the worker as warm."""
        self.young = self._process.memory_info().rss

    def _beat(self) -> None:
        while True:
            try:
                self.worker.log_event(TOPIC, self.news())
            except Exception:
                log.debug("a heartbeat was not sent", exc_info=True)
            if self.lock.grew.wait(BEAT_SECONDS):  # who takes much may end the process soon
                self.lock.grew.clear()

    def news(self) -> dict:
        """Return the payload.

        Returns:
            ``worker``; its ``machine``, ``pid`` there and when that was ``born``; the ``work``
            whose turn it is and for how many seconds (``turn``), of which so many at the end
            without using the processor (``still``); ``works``, all that compute or wait here,
            and ``jobs``, how many are under way; ``memory`` in bytes, what it was when the
            worker was ``young``, and its ``limit`` (0 is none); the ``greedy`` work in whose
            turns it grew most; whether it is ``warm``, so that the first learner need not wait.
        """
        turn, state = self.lock.present, self.worker.state
        return {
            "worker": self.worker.address,
            "machine": socket.gethostname(),
            "pid": os.getpid(),
            "born": self._process.create_time(),
            "work": turn.work if turn else "",
            "turn": time.monotonic() - turn.since if turn else 0.0,
            "still": self._stands_still(turn),
            "works": sorted(self.lock.works()),
            "jobs": len(state.executing) + len(state.long_running) + len(state.ready),
            "greedy": self.lock.greedy(),
            "memory": self._process.memory_info().rss,
            "limit": self.worker.memory_manager.memory_limit or 0,
            "young": self.young,
            "warm": self.young > 0,
        }

    def _stands_still(self, turn: Turn | None) -> float:
        """Return for how many seconds the holder of the lock used no processor."""
        now, used = time.monotonic(), self._used_for(turn) if turn else 0.0
        # A machine that slept, or a process that was halted, did not stand still meanwhile.
        passed, self._at = min(now - self._at, 1.0), now
        moved = turn is None or turn is not self._turn or used != self._used
        self._turn, self._used = turn, used
        self._still = 0.0 if moved else self._still + passed
        return self._still

    def _used_for(self, turn: Turn) -> float:
        """Return the processor seconds of the holder of the lock."""
        others = {each.native_id for each in threading.enumerate()} - {turn.thread}
        return sum(
            each.user_time + each.system_time
            for each in self._process.threads()
            if each.id not in others
        )


heartbeat = Heartbeat(fair_lock)
"""The heartbeat of this process."""
