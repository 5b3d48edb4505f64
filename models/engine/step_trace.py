"""Step trace: one batch, one set of gradients, one update of every weight, as arrays."""

from dataclasses import dataclass

from models.data.datasets import Dataset
from models.engine.loop import TrainingLoop
from models.engine.train import replay
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, Indices, readonly
from models.nn.dense import DenseLayer
from models.training.checkpoint import Checkpoint


@dataclass(frozen=True, eq=False)
class LayerStep:
    """What one training step did to one layer."""

    before: DenseLayer
    kernel_gradient: Array  # (inputs, units): how the loss grows with each weight
    bias_gradient: Array  # (units,)
    kernel_update: Array  # (inputs, units): what the optimizer added; 0 where the layer is frozen
    bias_update: Array  # (units,)
    after: DenseLayer


@dataclass(frozen=True, eq=False)
class StepTrace:
    """One training step from the batch to the new weights, exactly as in training."""

    step: int  # batches trained before this one
    epoch: int  # counted from 1: the one this batch belongs to
    indices: Indices  # (batch,): indices of its images in the training set
    images: Array  # (batch, rows, columns) or with channels; as in the dataset
    labels: Array  # (batch,)
    logits: Array  # (batch, classes): with dropout as it was in this step
    probabilities: Array  # (batch, classes)
    losses: Array  # (batch,): one per image, without the L2 penalty
    penalty: float  # L2's; the same for all images
    loss: float  # mean of the losses + penalty: what the gradients are of
    layers: tuple[LayerStep, ...]
    before: Checkpoint
    after: Checkpoint


def trace_step(dataset: Dataset, checkpoint: Checkpoint, step: int) -> StepTrace:
    """Repeat one step of a training and return every intermediate.

    The weights before and after are those of the training to the bit; what lies between is
    computed once more, and agrees to float32's rounding.

    Args:
        dataset: the one the checkpoint was trained on.
        checkpoint: at or before the step; see `models.training.checkpoint.nearest`.
        step: batches trained before the one to trace.

    Raises:
        ValueError: as `models.engine.train.replay` does; or no batch follows, at the end.
    """
    before = replay(dataset, checkpoint, step)
    after = replay(dataset, before, step + 1)
    trace = TrainingLoop(dataset, before).trace_next_batch()
    return StepTrace(
        step=step,
        epoch=after.epoch,
        indices=trace.indices,
        images=readonly(dataset.train.images[trace.indices]),
        labels=readonly(dataset.train.labels[trace.indices]),
        logits=trace.logits,
        probabilities=readonly(ACTIVATIONS["softmax"].apply(trace.logits)),
        losses=trace.losses,
        penalty=trace.penalty,
        loss=trace.loss,
        layers=_layers(before, after, trace.gradients),
        before=before,
        after=after,
    )


def _layers(
    before: Checkpoint, after: Checkpoint, gradients: tuple[Array, ...]
) -> tuple[LayerStep, ...]:
    updates = [readonly(new - old) for new, old in zip(after.weights, before.weights, strict=True)]
    return tuple(
        LayerStep(
            before=old,
            kernel_gradient=gradients[2 * index],
            bias_gradient=gradients[2 * index + 1],
            kernel_update=updates[2 * index],
            bias_update=updates[2 * index + 1],
            after=new,
        )
        for index, (old, new) in enumerate(zip(before.layers, after.layers, strict=True))
    )
