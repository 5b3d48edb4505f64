"""Snapshot: a network and its metrics at one step of its training."""

import math
from dataclasses import dataclass

from models.nn.dense import DenseLayer
from models.training.checkpoint import Checkpoint
from models.training.evaluation import Evaluation


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network and its metrics at one step."""

    step: int  # batches trained so far, over all epochs; in a branch its parent's count too
    epoch: int  # counted from 1: the epoch the last trained batch belongs to
    loss: float  # mean over the images of the batches since the previous snapshot, L2 included
    accuracy: float  # 0 to 1, over the same images, each predicted just before it was trained on
    validation_loss: float  # mean over all images of `split` to evaluate on, L2 included
    validation_accuracy: float  # 0 to 1
    validation_step: int  # the step of these two and of the evaluation: this one, or an earlier one
    layers: tuple[DenseLayer, ...]
    total_steps: int  # where the training ends
    seconds: float  # spent computing since the start
    evaluation: Evaluation  # further measurements
    checkpoint: Checkpoint  # to continue from here

    @property
    def held_out_loss(self) -> float:
        """The validation loss, by the name that other programs know it by."""
        return self.validation_loss

    @property
    def held_out_accuracy(self) -> float:
        """The validation accuracy, by the name that other programs know it by."""
        return self.validation_accuracy

    @property
    def is_evaluated(self) -> bool:
        """Whether its validation metrics are of its own step."""
        return self.validation_step == self.step

    @property
    def is_finite(self) -> bool:
        """False once training has diverged and a loss is infinite or NaN."""
        return math.isfinite(self.loss) and math.isfinite(self.validation_loss)
