"""Run table: the runs of this process, the lock under which they change, and their clock."""

import threading
import time
from dataclasses import dataclass, field

from models.runtime.remote_job import Clock
from models.runtime.run import Run


@dataclass(frozen=True, eq=False)
class RunTable:
    """What the run registry, the dispatcher and its parts share."""

    clock: Clock = time.monotonic
    runs: dict[str, Run] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def active(self) -> list[Run]:
        """Return the runs that go on."""
        with self.lock:
            return [run for run in self.runs.values() if not run.ended]

    def ended(self) -> list[Run]:
        """Return the runs that have ended."""
        with self.lock:
            return [run for run in self.runs.values() if run.ended]
