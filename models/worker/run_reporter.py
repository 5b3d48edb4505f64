"""Run reporter: reports the metrics, frames and checkpoints of a training."""

import time
from collections import deque
from typing import TYPE_CHECKING

from models.training.recording import metrics_row, pack_frame
from models.training.snapshot import Snapshot
from models.worker.checkpoint_store import CheckpointStore, SavedRun
from models.worker.reporter import Reporter

if TYPE_CHECKING:
    from models.data.datasets import Examples
    from models.nn.arrays import Array

ARRIVAL_SECONDS = 2.0  # after which a sent frame has arrived for certain


class RunReporter(Reporter):
    """Reports a run's metrics and frames, and saves its checkpoints."""

    def __init__(self, topic: str, run: str, store: CheckpointStore) -> None:
        self._store = store
        self.resumed = resumed = store.read()  # saved by an earlier attempt
        super().__init__(topic, run, list(resumed.rows) if resumed else [])
        self.seconds = resumed.seconds if resumed else 0.0  # spent by earlier attempts
        self.validation: Examples | None = None
        self.probe: Array | None = None  # an image to predict in each frame
        self.recorded: frozenset[int] = (
            frozenset()
        )  # numbers of the snapshots whose frames are recorded
        self.total = 0
        self.frames: list[bytes] = list(resumed.frames) if resumed else []  # to be sent
        self._just_sent: deque[tuple[float, bytes]] = deque()  # frames, and when
        self.snapshot_at = 0.0  # when the computation of the last snapshot began
        self.send(epoch=resumed.checkpoint.epoch + 1 if resumed else None)

    def add(self, snapshot: Snapshot) -> None:
        """Record a snapshot."""
        if self.validation is not None and len(self.items) in self.recorded:
            self.frames.append(pack_frame(snapshot, self.validation, self.probe))
        self.items.append(metrics_row(snapshot))
        self.total = snapshot.total_steps

    def flush(self) -> None:
        """Send what was not sent."""
        if self.has_more:
            self.send_items(total=self.total, frames=self.frames)
            now = time.monotonic()
            self._just_sent.extend((now, frame) for frame in self.frames)
            self.frames = []
            while self._just_sent and now > self._just_sent[0][0] + ARRIVAL_SECONDS:
                self._just_sent.popleft()

    def save_if_due(self, last: Snapshot) -> None:
        """Save a checkpoint of the epoch that has just ended, if one is due, and report it."""
        if not self._store.due:
            return
        self.flush()
        recent = [frame for _, frame in self._just_sent]
        saved = SavedRun(last.checkpoint, list(self.items), recent, self.seconds + last.seconds)
        if size := self._store.write(saved):
            self.send(saved_bytes=size)
