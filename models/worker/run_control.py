"""Run control: the desired state of runs and tasks, as a worker reads it."""

import threading
import time
from contextlib import suppress
from functools import cache
from typing import Any

from distributed import Variable, get_client

READ_SECONDS = 0.1  # between two reads of the desired states
MAX_SILENCE_SECONDS = 30.0  # of the web process; then its jobs end

_PAUSED = {"paused": True, "pace": None, "upto": -1, "stop": False}


class RunControl:
    """The desired states of one web process, read from one Dask variable.

    The variable is ``{"beat": number, "desired": {run or task: state}}``. A run's state is
    ``{"paused", "pace", "upto", "stop"}``: snapshots up to number ``upto`` come at full
    speed whatever else is desired, so that a restarted run catches up. A task is wanted as
    long as it is listed.
    """

    def __init__(self, topic: str) -> None:
        self._variable: Any = Variable(topic, client=get_client())
        self._lock = threading.Lock()
        self._desired: dict[str, dict] = {}
        self._beat, self._beat_at, self._read_at = None, time.monotonic(), 0.0

    def read(self, work: str) -> dict | None:
        """Return the desired state of a run or task; None if it is wanted no more."""
        with self._lock:
            fresh = False
            # What was read for another run may be older than this one.
            if work not in self._desired or time.monotonic() >= self._read_at + READ_SECONDS:
                fresh = self._refresh()
            if time.monotonic() > self._beat_at + MAX_SILENCE_SECONDS:
                return None
            return self._desired.get(work, None if fresh else _PAUSED)

    def _refresh(self) -> bool:
        with suppress(Exception):  # a failure counts as silence
            state = self._variable.get(timeout=2)
            if state["beat"] != self._beat:
                self._beat, self._beat_at = state["beat"], time.monotonic()
            self._desired, self._read_at = state["desired"], time.monotonic()
            return True
        return False


@cache
def run_control_of(topic: str) -> RunControl:
    """Return the reader that all jobs of a web process on this worker share."""
    return RunControl(topic)
