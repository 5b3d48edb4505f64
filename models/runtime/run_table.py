"""Run table: the runs of this process, and the lock under which they change."""

import threading
from dataclasses import dataclass

from models.runtime.run import Run


@dataclass(frozen=True)
class RunTable:
    """What the run registry, the dispatcher and its parts share."""

    runs: dict[str, Run]
    lock: threading.RLock

    def active(self) -> list[Run]:
        """List the runs that go on."""
        with self.lock:
            return [run for run in self.runs.values() if not run.ended]
