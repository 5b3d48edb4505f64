"""Forgotten runs: curves of dropped runs, kept for later comparison."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from models.training.run_summary import RunSummary

MOST_RUNS = 1000  # of everybody; each has about 12 KB


@dataclass(eq=False)
class Past:
    """Summaries of dropped runs. Callers hold the registry's lock."""

    seconds: float  # since a run's end that it stays
    most: int = MOST_RUNS
    clock: Callable[[], float] = time.monotonic
    _runs: dict[str, tuple[float, RunSummary]] = field(default_factory=dict)  # and when each ended

    def add(self, run: RunSummary, ended_at: float) -> None:
        """Add a run; the oldest are dropped beyond the limit."""
        self._runs[run.id] = ended_at, run
        while len(self._runs) > self.most:
            del self._runs[next(iter(self._runs))]

    def get(self, run_id: str) -> RunSummary | None:
        """Return a summary, or None."""
        return self._runs[run_id][1] if run_id in self._runs else None

    def forget(self) -> None:
        """Drop expired summaries."""
        now = self.clock()
        for run_id, (ended_at, _) in list(self._runs.items()):
            if now > ended_at + self.seconds:
                del self._runs[run_id]
