"""Run view: a run as a page sees it, at the moment it was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from models.data.datasets import shape_of
from models.nn.dense import DenseLayer
from models.training.config import TrainingConfig
from models.training.lineage import Way
from models.training.recording import MetricHistory, RecordedSnapshot

ENDED = ("finished", "stopped", "failed")


@dataclass(frozen=True, eq=False)
class RunView:
    """A run at the moment it was asked for; it never changes."""

    id: str
    config: TrainingConfig
    way: Way  # the configs before it, where it is a branch
    dataset: str
    state: str  # queued, running, paused, finished, stopped or failed
    message: str  # a plain sentence, or ""
    place: int  # in the queue, or among the runs that have begun and have no look yet; 0 has one
    history: MetricHistory  # the numbers of every snapshot so far, the untrained network first
    frames: Mapping[int, RecordedSnapshot]  # what was recorded, by step; the untrained network is 0
    total_steps: int  # batches of the whole config; 0 until the trainer says
    pace: float | None  # snapshots a second; None is as fast as it goes
    batches_a_second: float | None  # None while nobody can know
    layers: Sequence[DenseLayer] | None  # the network, once finished or stopped
    seconds: float | None = None  # spent computing; known at the end
    stopping: bool = False  # whether it ends as soon as its network is here
    kept_step: int | None = None  # where the network is of an earlier step than the last: which
    at: int | None = (
        None  # batches its worker has trained, where it repeats what is known; else None
    )

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ENDED

    @property
    def images(self) -> int:
        """Training images an epoch shows."""
        return self.config.examples or shape_of(self.dataset, "train")[0]

    @property
    def batches(self) -> int:
        """Batches of an epoch; the last one may be smaller."""
        return -(-self.images // self.config.batch_size)

    @property
    def last_epoch(self) -> int:
        """The epoch its training ends with; a branch counts on from the one it left."""
        left = int(self.history.epoch[0]) if self.began and len(self.history) else 0
        return left + self.config.epochs

    @property
    def seconds_left(self) -> float | None:
        """How long it goes on at this speed."""
        speed, at = self.batches_a_second, self.step if self.at is None else self.at
        return None if speed is None else (self.total_steps - at) / speed

    @property
    def settings(self) -> dict:
        """Its config as plain data."""
        return asdict(self.config)

    @property
    def network_step(self) -> int:
        """The step its network is of: its last one, or that of the epoch that was kept."""
        return self.step if self.kept_step is None else self.kept_step

    @property
    def network_accuracy(self) -> float:
        """How much of the held-out images its network reads right, 0 to 1."""
        place = np.searchsorted(self.history.step, self.network_step)
        return float(self.history.held_out_accuracy[min(place, len(self.history) - 1)])

    @property
    def step(self) -> int:
        """Batches trained so far."""
        return int(self.history.step[-1]) if len(self.history) else 0

    @property
    def began(self) -> int:
        """The step it began at: 0, or where a branch left its trunk."""
        return self.way[-1][1] if self.way else 0

    @property
    def progress(self) -> float:
        """How much of the config is done, 0 to 1."""
        all_steps = self.total_steps - self.began
        return max(0, self.step - self.began) / all_steps if self.total_steps else 0.0
