"""Run reporter: what a training reports, its metrics, frames and checkpoints."""

import time
from collections import deque
from typing import TYPE_CHECKING

from models.training.recording import metrics_row, pack_frame
from models.training.snapshot import Snapshot
from models.worker.checkpoint_store import CheckpointStore, SavedRun
from models.worker.reporter import Reporter

if TYPE_CHECKING:
    from models.data.datasets import Examples

FRESH_SECONDS = 2.0  # what was sent so long ago has arrived


class RunReporter(Reporter):
    """Reports a run's metrics, its frames, and which epoch was saved."""

    def __init__(self, topic: str, run: str, store: CheckpointStore) -> None:
        self._store = store
        self.kept = kept = store.read()  # what an attempt before this one had kept
        super().__init__(topic, run, list(kept.rows) if kept else [])
        self.seconds = kept.seconds if kept else 0.0  # spent by attempts before this one
        self.held_out: Examples | None = None
        self.recorded: frozenset[int] = frozenset()  # numbers of looks
        self.total = 0
        self.frames: list[bytes] = list(kept.frames) if kept else []  # to be sent
        self._fresh: deque[tuple[float, bytes]] = deque()  # sent a moment ago
        self.taken_at = 0.0
        self.send(epoch=kept.checkpoint.epoch + 1 if kept else None)

    def add(self, snapshot: Snapshot) -> None:
        """Record a snapshot."""
        if self.held_out is not None and len(self.items) in self.recorded:
            self.frames.append(pack_frame(snapshot, self.held_out))
        self.items.append(metrics_row(snapshot))
        self.total = snapshot.total_steps

    def flush(self) -> None:
        """Send what was not sent."""
        if self.has_more:
            self.send_items(total=self.total, frames=self.frames)
            now = time.monotonic()
            self._fresh.extend((now, frame) for frame in self.frames)
            self.frames = []
            while self._fresh and now > self._fresh[0][0] + FRESH_SECONDS:
                self._fresh.popleft()

    def save_in_time(self, last: Snapshot) -> None:
        """Save a checkpoint of the epoch that has just ended, and report it."""
        if not self._store.due:
            return
        self.flush()
        fresh = [frame for _, frame in self._fresh]
        kept = SavedRun(last.checkpoint, list(self.items), fresh, self.seconds + last.seconds)
        if size := self._store.write(kept):
            self.send(kept=size)
