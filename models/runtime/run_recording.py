"""Run recording: the metrics and frames of a run so far, and how fast they come."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.runtime.recorded_frames import RecordedFrames
from models.runtime.remote_job import Clock
from models.training.recording import MetricHistory


@dataclass(eq=False)
class RunRecording:
    """What a run's job has reported."""

    clock: Clock = time.monotonic
    frames: RecordedFrames = field(default_factory=RecordedFrames)
    total_steps: int = 0
    replayed_step: int | None = None  # the job's, while it repeats known snapshots
    _rows: dict[int, tuple] = field(default_factory=dict)  # snapshot number: its COLUMNS
    _history: MetricHistory | None = None  # of the rows; None after one was added
    _timed_from: tuple[float, int] | None = None  # a time and the job's step then

    def __len__(self) -> int:
        """Return the number of snapshots."""
        return len(self._rows) or (len(self._history.step) if self._history is not None else 0)

    def add(self, first: int, rows: list, frames: Sequence[bytes], *, timed: bool) -> bool:
        """Add what a job reports.

        Args:
            first: number of the first snapshot.
            rows: of the snapshots, in the order of ``COLUMNS``.
            frames: packed ones.
            timed: whether the time until the next report says how fast the job is.

        Returns:
            Whether there are new snapshots among them.
        """
        known, reached = len(self), first + len(rows)
        # A run repeats itself to the bit, so repeated rows replace equal ones.
        self._rows.update(enumerate(map(tuple, rows), first))
        self.frames = self.frames.extended(frames)
        self._history = None
        repeated, self.replayed_step = self.replayed_step is not None, None
        if 0 < reached < known:
            self.replayed_step = self._rows[reached - 1][0]
        begins = self._timed_from is None or (repeated and self.replayed_step is None)
        if rows and begins and timed:
            self._timed_from = self.clock(), self._job_step
        return reached > known

    @property
    def history(self) -> MetricHistory:
        """The metrics as arrays."""
        if self._history is None:
            self._history = MetricHistory.from_rows(
                [self._rows[each] for each in sorted(self._rows)]
            )
        return self._history

    def close(self) -> None:
        """Store the metrics as arrays only; rows of Python numbers take five times the memory."""
        self._history = self.history
        self._rows = {}

    def restart(self) -> None:
        """Expect another job, which begins before the last snapshot."""
        self._timed_from = self.replayed_step = None

    def restart_timer(self) -> None:
        """Measure the speed anew, as a pause would distort it."""
        self._timed_from = None

    @property
    def batches_per_second(self) -> float | None:
        """How fast the job computes; None while that is not known."""
        if self._timed_from is None:
            return None
        began, step = self._timed_from
        seconds, steps = self.clock() - began, self._job_step - step
        return steps / seconds if steps > 0 and seconds > 0 else None

    @property
    def nbytes(self) -> int:
        """Bytes of the metrics."""
        return sum(column.nbytes for column in vars(self.history).values())

    @property
    def _job_step(self) -> int:
        if self.replayed_step is not None:
            return self.replayed_step
        return self._rows[max(self._rows)][0] if self._rows else 0
