"""Checkpoint cache: checkpoints of the last few runs, spread over each as memory allows."""

import math
from bisect import insort
from collections import OrderedDict
from collections.abc import Hashable

from models.training.checkpoint import Checkpoint

MAX_RUNS, MAX_CHECKPOINTS = 3, 12  # checkpoints of a run
MAX_BYTES = 48 << 20  # in all; three runs of 784-128-10 under adam take 43 MB


class CheckpointCache:
    """A worker's cache of checkpoints; what was evicted is trained again."""

    def __init__(self) -> None:
        self._runs: OrderedDict[Hashable, list[Checkpoint]] = OrderedDict()

    @property
    def bytes(self) -> int:
        """Bytes of its arrays."""
        return sum(each.bytes for cached in self._runs.values() for each in cached)

    def get(self, run: Hashable) -> list[Checkpoint]:
        """Return the cached checkpoints of a run, the earliest first."""
        return list(self._runs.get(run, ()))

    def add(self, run: Hashable, checkpoint: Checkpoint) -> None:
        """Cache a checkpoint, unless it is larger than the whole cache.

        Where memory is short, the least recently used run is evicted first, then the checkpoint
        that leaves the smallest gap.
        """
        cached = self._runs.setdefault(run, [])
        self._runs.move_to_end(run)
        if checkpoint.step not in [each.step for each in cached]:
            insort(cached, checkpoint, key=lambda each: each.step)
        while len(self._runs) > MAX_RUNS or (self.bytes > MAX_BYTES and len(self._runs) > 1):
            self._runs.popitem(last=False)
        while len(cached) > MAX_CHECKPOINTS or (self.bytes > MAX_BYTES and len(cached) > 1):
            cached.remove(_most_redundant(cached, checkpoint))
        if self.bytes > MAX_BYTES:
            cached.clear()


def _most_redundant(cached: list[Checkpoint], newest: Checkpoint) -> Checkpoint:
    """Return the checkpoint whose removal leaves the smallest gap between two others."""
    steps = [each.step for each in cached]
    ends = [*steps[1:], math.inf]  # the last one has no successor
    gaps = {index: ends[index] - steps[index - 1] for index in range(1, len(cached))}
    return min(
        (cached[index] for index in gaps if cached[index].step != newest.step),
        key=lambda each: gaps[steps.index(each.step)],
        default=cached[0],
    )
