"""Heartbeat: a worker's health, published by a thread of its own."""

import logging
import os
import socket
import threading
import time
from typing import Any

import psutil

from models.worker.fair_lock import FairLock, Turn, fair_lock

TOPIC = "unrolled-heartbeat"  # of all workers
MEMORY_TOPIC = "worker-restart-memory"  # Dask's own: a nanny ended a worker that grew too large
BEAT_SECONDS = 0.5  # between two heartbeats

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
        self.warm_bytes = 0  # of its memory when it had warmed up; 0 is not yet
        self._process = psutil.Process()
        self._turn: Turn | None = None
        self._used, self._stalled, self._updated_at = 0.0, 0.0, time.monotonic()
        self._thread: threading.Thread | None = None

    def start(self, worker: Any) -> None:
        """Start the thread; once a process, however often it is called."""
        self.worker = worker
        if self._thread is None:
            self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
            self._thread.start()

    def mark_warm(self) -> None:
        """Record that the worker has warmed up."""
        self.warm_bytes = self._process.memory_info().rss

    def _beat(self) -> None:
        while True:
            try:
                self.worker.log_event(TOPIC, self.payload())
            except Exception:
                log.debug("a heartbeat was not sent", exc_info=True)
            if self.lock.has_grown.wait(BEAT_SECONDS):  # the process may soon be ended for it
                self.lock.has_grown.clear()

    def payload(self) -> dict:
        """Return the payload.

        Returns:
            ``worker``, its address; ``machine``, ``pid`` and ``started_at`` of its process;
            ``work``, the run or task whose turn it is, for ``turn_seconds``, of which the last
            ``stalled_seconds`` without using the processor; ``works``, all that compute or wait
            here; ``jobs``, the number under way; ``memory`` in bytes, ``warm_bytes`` when it had
            warmed up, and its ``limit`` (0 is none); ``greedy``, the run or task in whose turns
            it grew most; ``warm``, whether it has warmed up, so that no learner waits for that.
        """
        turn, state = self.lock.present, self.worker.state
        return {
            "worker": self.worker.address,
            "machine": socket.gethostname(),
            "pid": os.getpid(),
            "started_at": self._process.create_time(),
            "work": turn.work if turn else "",
            "turn_seconds": time.monotonic() - turn.granted_at if turn else 0.0,
            "stalled_seconds": self._stalled_seconds(turn),
            "works": sorted(self.lock.works()),
            "jobs": len(state.executing) + len(state.long_running) + len(state.ready),
            "greedy": self.lock.greedy(),
            "memory": self._process.memory_info().rss,
            "limit": self.worker.memory_manager.memory_limit or 0,
            "warm_bytes": self.warm_bytes,
            "warm": self.warm_bytes > 0,
        }

    def _stalled_seconds(self, turn: Turn | None) -> float:
        """Return for how many seconds the holder of the lock used no processor."""
        now, used = time.monotonic(), self._used_for(turn) if turn else 0.0
        # The time in which the machine slept or the process was halted does not count.
        passed, self._updated_at = min(now - self._updated_at, 1.0), now
        has_computed = turn is None or turn is not self._turn or used != self._used
        self._turn, self._used = turn, used
        self._stalled = 0.0 if has_computed else self._stalled + passed
        return self._stalled

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
