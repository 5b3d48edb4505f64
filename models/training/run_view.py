"""Run view: an immutable view of a run for a page, at the moment it was requested."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from models.data.datasets import shape_of
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.training.config import TrainingConfig
from models.training.lineage import Lineage
from models.training.recording import MetricHistory, RecordedSnapshot

ENDED = ("finished", "stopped", "failed")


@dataclass(frozen=True, eq=False)
class RunView:
    """A run at one moment; it never changes."""

    id: str
    config: TrainingConfig
    lineage: Lineage  # the configs before its own, where it is a branch
    dataset: str
    state: str  # untrained, queued, running, paused, finished, stopped or failed
    message: str  # a plain sentence, or ""
    queue_position: int  # in the queue, or among started runs without a snapshot; else 0
    history: MetricHistory  # the numbers of every snapshot so far, the untrained network first
    frames: Mapping[int, RecordedSnapshot]  # what was recorded, by step; the untrained network is 0
    total_steps: int  # batches of the whole config; 0 until the trainer reports it
    pace: float | None  # snapshots a second; None is as fast as it goes
    batches_per_second: float | None  # None while unknown
    layers: Sequence[DenseLayer] | None  # the network, once finished or stopped
    seconds: float | None = None  # spent computing; known at the end
    probe: Array | None = None  # the image whose predictions its frames have
    stopping: bool = False  # whether it ends as soon as its network has arrived
    checkpoint_step: int | None = None  # the step of its network, if earlier than the last
    test_opened: bool = False  # whether a learner opened the test images for its network
    test_accuracy: float | None = None  # of its network on these, 0 to 1, once it is known
    replayed_step: int | None = None  # batches trained again after a restart, while it catches up

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ENDED

    @property
    def images(self) -> int:
        """Training images an epoch shows."""
        return self.config.images_of(shape_of(self.dataset, "train")[0])

    @property
    def batches(self) -> int:
        """Batches of an epoch; the last one may be smaller."""
        return self.config.batches_of(shape_of(self.dataset, "train")[0])

    @property
    def last_epoch(self) -> int:
        """The epoch its training ends with; a branch counts on from the one it left."""
        left = int(self.history.epoch[0]) if self.start_step and len(self.history) else 0
        return left + self.config.epochs

    @property
    def seconds_left(self) -> float | None:
        """The remaining time at the present speed, in seconds."""
        speed, at = (
            self.batches_per_second,
            self.step if self.replayed_step is None else self.replayed_step,
        )
        return None if speed is None else (self.total_steps - at) / speed

    @property
    def settings(self) -> dict:
        """Its config as plain data."""
        return asdict(self.config)

    @property
    def network_step(self) -> int:
        """The step of its network: the last one, or that of the checkpoint it was taken from."""
        return self.step if self.checkpoint_step is None else self.checkpoint_step

    @property
    def network_accuracy(self) -> float:
        """The validation accuracy of its network, 0 to 1."""
        index = np.searchsorted(self.history.step, self.network_step)
        return float(self.history.validation_accuracy[min(index, len(self.history) - 1)])

    @property
    def step(self) -> int:
        """Batches trained so far."""
        return int(self.history.step[-1]) if len(self.history) else 0

    @property
    def start_step(self) -> int:
        """The step it began at: 0, or where a branch left its trunk."""
        return self.lineage[-1][1] if self.lineage else 0

    @property
    def progress(self) -> float:
        """The fraction of the config's steps that is done, 0 to 1."""
        all_steps = self.total_steps - self.start_step
        return max(0, self.step - self.start_step) / all_steps if self.total_steps else 0.0
