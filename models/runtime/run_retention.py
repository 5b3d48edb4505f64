"""Run retention: how long ended runs stay, and in how much memory and disk."""

import time
from collections import Counter

from models.runtime.forgotten_runs import ForgottenRuns
from models.runtime.remote_job import Clock
from models.runtime.run import Run
from models.runtime.spill import Spill
from models.training.run_summary import RunSummary, summarize

RETENTION_SECONDS = 2 * 3600.0  # after its end, for which a run can be found again
MAX_RUNS_PER_LEARNER = 2  # ended ones
MAX_BYTES = 40 << 20  # of memory for all ended runs together
ABANDONED_SECONDS = 5 * 60.0  # for which an ended run stays once all its learners have left
MAX_ABANDONED_BYTES = 4 << 20  # of memory for all such runs, which stay longer as far as they fit


class RunRetention:
    """Decides which ended runs are dropped. Callers hold the registry's lock, but for `leave`."""

    def __init__(
        self,
        spill: Spill | None = None,
        retention_seconds: float = RETENTION_SECONDS,
        abandoned_seconds: float = ABANDONED_SECONDS,
        clock: Clock = time.monotonic,
    ) -> None:
        """Set the bounds.

        Args:
            spill: where ended runs are written to.
            retention_seconds: from a run's end until it is dropped.
            abandoned_seconds: for which it stays after the last of its learners has left.
            clock: in seconds.
        """
        self.retention_seconds, self.abandoned_seconds = retention_seconds, abandoned_seconds
        self.spill = spill or Spill()
        self.forgotten = ForgottenRuns(retention_seconds, clock=clock)
        self._clock = clock
        self._left_at: dict[str, float] = {}  # by learner who has left, the oldest first

    def leave(self, learner_id: str) -> None:
        """Record that a learner's session has ended."""
        # Called by the garbage collector in any thread, perhaps one that has the registry's lock.
        self._left_at[learner_id] = self._clock()

    def drop(self, runs: dict[str, Run], fresh_seconds: float) -> None:
        """Drop ended runs: old ones, a learner's third, or those beyond the bounds.

        Args:
            runs: by id; the ended ones may be dropped.
            fresh_seconds: after its end a run stays for so long, whatever it takes.
        """
        ended = [each for each in runs.values() if each.ended]
        for run in self._dropped(ended, fresh_seconds):
            if run.recording.frames:
                self.forgotten.add(summarize(run.view(), ""), run.result.ended_at)
            del runs[run.id]
        self.forgotten.expire()
        now = self._clock()
        for learner, left_at in self._left_at.copy().items():
            if now > left_at + self.retention_seconds:  # all their runs are dropped by then
                del self._left_at[learner]

    def summary(self, run_id: str) -> RunSummary | None:
        """Return the summary of a dropped run, or None."""
        return self.forgotten.get(run_id)

    def _dropped(self, ended: list[Run], fresh_seconds: float) -> list[Run]:
        now, memory, abandoned_memory, stored = self._clock(), 0, 0, 0  # bytes
        runs_of: Counter[str] = Counter()
        dropped = []
        for run in sorted(ended, key=lambda run: run.result.ended_at, reverse=True):
            result, learner = run.result, run.spec.learner or run.id
            runs_of[learner] += 1
            # Its page may be about to draw it, and its epochs about to leave the cluster.
            fresh = now <= result.ended_at + fresh_seconds
            old = (
                now > result.ended_at + self.retention_seconds
                or runs_of[learner] > MAX_RUNS_PER_LEARNER
            )
            if fresh or not old:
                memory += result.nbytes
                stored += result.spilled.nbytes if result.spilled else result.nbytes
            abandoned = self._is_abandoned(run, now)
            abandoned_memory += result.nbytes if abandoned else 0
            full = memory > MAX_BYTES or stored > self.spill.max_bytes
            too_many = abandoned and abandoned_memory > MAX_ABANDONED_BYTES
            if not fresh and (old or full or too_many):
                dropped.append(run)
        return dropped

    def _is_abandoned(self, run: Run, now: float) -> bool:
        """Return whether all learners who watched a run left some minutes ago."""
        watchers = {run.spec.learner, *run.watchers} - {""}
        if not watchers or any(each not in self._left_at for each in watchers):
            return False
        last = max(run.viewed_at, *(self._left_at[each] for each in watchers))
        return now > self.abandoned_seconds + last
