"""Forgotten runs: curves of dropped runs, for later comparison."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from models.training.run_summary import RunSummary

MAX_RUNS = 1000  # of all learners; each takes about 12 KB


@dataclass(eq=False)
class ForgottenRuns:
    """Summaries of dropped runs. Callers hold the registry's lock."""

    retention_seconds: float  # from a run's end until it is dropped
    max_runs: int = MAX_RUNS
    clock: Callable[[], float] = time.monotonic
    _runs: dict[str, tuple[float, RunSummary]] = field(default_factory=dict)  # and when each ended

    def add(self, run: RunSummary, ended_at: float) -> None:
        """Add a run; the oldest are dropped beyond the limit."""
        self._runs[run.id] = ended_at, run
        while len(self._runs) > self.max_runs:
            del self._runs[next(iter(self._runs))]

    def get(self, run_id: str) -> RunSummary | None:
        """Return a summary, or None."""
        return self._runs[run_id][1] if run_id in self._runs else None

    def expire(self) -> None:
        """Drop expired summaries."""
        now = self.clock()
        for run_id, (ended_at, _) in list(self._runs.items()):
            if now > ended_at + self.retention_seconds:
                del self._runs[run_id]
