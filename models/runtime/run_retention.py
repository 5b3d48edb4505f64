"""Run retention: how long ended runs stay, and in how much memory and disk."""

import time
from collections import Counter

from models.runtime.forgotten_runs import Past
from models.runtime.remote_job import Clock
from models.runtime.run import Run
from models.runtime.spill import Spill
from models.training.run_summary import RunSummary, summarize

KEEP_SECONDS = 2 * 3600.0  # an ended run can be found again for so long
KEEP_RUNS = 2  # ended ones of one learner
MOST_BYTES = 40 << 20  # of memory for everybody's ended runs together
LEFT_SECONDS = 5 * 60.0  # an ended run of learners who have left stays for certain
LEFT_BYTES = 4 << 20  # and so much memory of all those together stays longer


class RunRetention:
    """Decides which ended runs are dropped. Callers hold the registry's lock, but for `leave`."""

    def __init__(
        self,
        spill: Spill | None = None,
        keep_seconds: float = KEEP_SECONDS,
        left_seconds: float = LEFT_SECONDS,
        clock: Clock = time.monotonic,
    ) -> None:
        """Set the bounds.

        Args:
            spill: where ended runs are written to.
            keep_seconds: after its end it is dropped.
            left_seconds: it stays after the last of its learners has left.
            clock: in seconds.
        """
        self.keep_seconds, self.left_seconds = keep_seconds, left_seconds
        self.spill, self.past = spill or Spill(), Past(keep_seconds, clock=clock)
        self._clock = clock
        self._gone: dict[str, float] = {}  # learners who have left, and when; the oldest first

    def leave(self, learner_id: str) -> None:
        """Record that a learner's session has ended."""
        # Called wherever Python happens to find out, perhaps within the registry's very lock.
        self._gone[learner_id] = self._clock()

    def drop(self, runs: dict[str, Run], fresh_seconds: float) -> None:
        """Drop ended runs: old ones, a learner's third, or those beyond the bounds.

        Args:
            runs: by id; the ended ones may be dropped.
            fresh_seconds: after its end a run stays for so long, whatever it takes.
        """
        ended = [each for each in runs.values() if each.ended]
        for run in self._dropped(ended, fresh_seconds):
            if run.recording.frames:
                self.past.add(summarize(run.view(), ""), run.result.at)
            del runs[run.id]
        self.past.forget()
        now = self._clock()
        for who in [who for who, at in self._gone.copy().items() if now > at + self.keep_seconds]:
            del self._gone[who]  # nothing is left of theirs by then

    def summary(self, run_id: str) -> RunSummary | None:
        """Return what is kept of a dropped run, or None."""
        return self.past.get(run_id)

    def _dropped(self, ended: list[Run], fresh_seconds: float) -> list[Run]:
        now, held, left, recorded = self._clock(), 0, 0, 0
        learners: Counter[str] = Counter()
        dropped = []
        for run in sorted(ended, key=lambda run: run.result.at, reverse=True):
            result, whose = run.result, run.spec.learner or run.id  # nobody's: each another's
            learners[whose] += 1
            # Its page may be about to draw it, and its epochs about to leave the cluster.
            fresh = now <= result.at + fresh_seconds
            old = now > result.at + self.keep_seconds or learners[whose] > KEEP_RUNS
            if fresh or not old:
                held += result.nbytes
                recorded += result.spilled.nbytes if result.spilled else result.nbytes
            alone = self._is_left_alone(run, now)
            left += result.nbytes if alone else 0
            full = held > MOST_BYTES or recorded > self.spill.most_bytes
            if not fresh and (old or full or (alone and left > LEFT_BYTES)):
                dropped.append(run)
        return dropped

    def _is_left_alone(self, run: Run, now: float) -> bool:
        """Return whether all who watched a run left some minutes ago."""
        watchers = {run.spec.learner, *run.watchers} - {""}
        if not watchers or any(each not in self._gone for each in watchers):
            return False
        last = max(run.viewed_at, *(self._gone[each] for each in watchers))
        return now > self.left_seconds + last
