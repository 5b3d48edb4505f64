"""Remembered: checkpoints of the last few runs, as far apart as there is room for them."""

import math
from bisect import insort
from collections import OrderedDict
from collections.abc import Hashable

from models.training.checkpoint import Checkpoint

MOST_RUNS, MOST_CHECKPOINTS = 3, 12  # of a run
MOST_BYTES = 48 << 20  # in all; three runs of 784-128-10 under adam take 43 MB


class Remembered:
    """A worker's own memory of moments it came past; what it forgot is trained again."""

    def __init__(self) -> None:
        self._runs: OrderedDict[Hashable, list[Checkpoint]] = OrderedDict()

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        return sum(each.bytes for known in self._runs.values() for each in known)

    def of(self, run: Hashable) -> list[Checkpoint]:
        """Give what is remembered of a run, the earliest first."""
        return list(self._runs.get(run, ()))

    def keep(self, run: Hashable, checkpoint: Checkpoint) -> None:
        """Remember a moment, if there is room for it at all.

        Where room is short the run longest not asked about goes first, then whatever leaves the
        smallest gap.
        """
        known = self._runs.setdefault(run, [])
        self._runs.move_to_end(run)
        if checkpoint.step not in [each.step for each in known]:
            insort(known, checkpoint, key=lambda each: each.step)
        while len(self._runs) > MOST_RUNS or (self.bytes > MOST_BYTES and len(self._runs) > 1):
            self._runs.popitem(last=False)
        while len(known) > MOST_CHECKPOINTS or (self.bytes > MOST_BYTES and len(known) > 1):
            known.remove(_least_missed(known, checkpoint))
        if self.bytes > MOST_BYTES:
            known.clear()


def _least_missed(known: list[Checkpoint], newest: Checkpoint) -> Checkpoint:
    """Find the checkpoint without which the longest way between two grows least."""
    steps = [each.step for each in known]
    ends = [*steps[1:], math.inf]  # whatever comes after the last one begins there
    gaps = {place: ends[place] - steps[place - 1] for place in range(1, len(known))}
    return min(
        (known[place] for place in gaps if known[place].step != newest.step),
        key=lambda each: gaps[steps.index(each.step)],
        default=known[0],
    )
