"""Snapshot: a network at one moment of its training, and how well it does there."""

import math
from dataclasses import dataclass

from models.nn.dense import DenseLayer
from models.training.checkpoint import Checkpoint
from models.training.evaluation import Evaluation


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network at one moment of its training, and how well it does there."""

    step: int  # batches trained so far, over all epochs; in a branch its parent's count too
    epoch: int  # counted from 1: the epoch the last trained batch belongs to
    loss: float  # mean over the images of the batches since the snapshot before, L2 included
    accuracy: float  # 0 to 1, over the same images, each judged just before it was learned from
    held_out_loss: float  # mean over all of the dataset's test images, L2 included
    held_out_accuracy: float  # 0 to 1
    held_out_step: int  # the moment of these two and of the evaluation: this one, or one before
    layers: tuple[DenseLayer, ...]
    total_steps: int  # where the training ends
    seconds: float  # spent computing since the start
    evaluation: Evaluation  # what else was measured
    checkpoint: Checkpoint  # to go on from here

    @property
    def is_evaluated(self) -> bool:
        """Whether what it says of the held-out images is of its own moment."""
        return self.held_out_step == self.step

    @property
    def is_finite(self) -> bool:
        """False once training has exploded and a loss is infinite or not a number."""
        return math.isfinite(self.loss) and math.isfinite(self.held_out_loss)
