"""Checkpoint: all that training changes, kept at one step, so that it can go on from there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.optimizers import OPTIMIZERS
from models.training.config import TrainingConfig

NETWORK = ("hidden_units", "activation", "pixels")  # the settings a branch keeps


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A network in the middle of its training; NumPy and plain data, so pickle carries it.

    It knows its plan, so ``train(dataset, checkpoint.plan, start=checkpoint)``
    goes on as if it had never stopped, to the bit.
    """

    plan: TrainingConfig
    step: int  # batches trained so far, over all plans that led here
    epoch: int  # epochs begun so far, over all plans; the last may be unfinished
    age: int  # batches the memories go back; Adam counts from there
    weights: tuple[Array, ...]  # kernel, bias, kernel, bias, …; float32
    memories: tuple[tuple[Array, ...], ...]  # the optimizer's, one tuple a weight
    began: tuple[int, int] = (0, 0)  # step and epoch when its plan began; not 0 in a branch

    @property
    def layers(self) -> tuple[DenseLayer, ...]:
        """The network of this moment."""
        names = (*(self.plan.activation for _ in self.plan.hidden_units), "softmax")
        pairs = zip(self.weights[::2], self.weights[1::2], names, strict=True)
        return tuple(DenseLayer(kernel, bias, name) for kernel, bias, name in pairs)

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        memories = [array for each in self.memories for array in each]
        return sum(array.nbytes for array in (*self.weights, *memories))


def branch(checkpoint: Checkpoint, plan: TrainingConfig) -> Checkpoint:
    """Leave the way at a checkpoint, to go on under another plan.

    The plan's epochs are further ones: an epoch the parent was in the middle of
    is broken off, and the branch begins the next one, in that epoch's own order,
    with steps and epochs counted on. So a branch at an epoch's end that changes
    nothing repeats its parent to the bit. The optimizer's memories stay if the
    optimizer does, else they begin at zero; learning rate, batch size, seed, L2,
    dropout and frozen layers may change freely.

    Raises:
        ValueError: the plan is for another network.

    >>> parent = Checkpoint(TrainingConfig(hidden_units=()), 5, 1, 5, (np.eye(2), np.ones(2)), ())
    >>> branch(parent, TrainingConfig(hidden_units=(), optimizer="sgd")).began
    (5, 1)
    """
    old = checkpoint.plan
    if not fits(plan, old):
        raise ValueError(
            "a branch keeps its network: "
            + ", ".join(f"{name} {getattr(old, name)}" for name in NETWORK)
            + "; got "
            + ", ".join(f"{getattr(plan, name)}" for name in NETWORK)
        )
    kept = plan.optimizer == old.optimizer
    return replace(
        checkpoint,
        plan=plan,
        age=checkpoint.age if kept else 0,
        memories=checkpoint.memories if kept else blank(checkpoint.weights, plan.optimizer),
        began=(checkpoint.step, checkpoint.epoch),
    )


def fits(plan: TrainingConfig, old: TrainingConfig) -> bool:
    """Whether a plan has the network of another one, reading alike, so that it can go on there."""
    return all(getattr(plan, name) == getattr(old, name) for name in NETWORK)


def blank(weights: tuple[Array, ...], optimizer: str) -> tuple[tuple[Array, ...], ...]:
    """Give an optimizer's memories before its first step: zeros, one tuple a weight."""
    count = OPTIMIZERS[optimizer].memories
    return tuple(tuple(np.zeros_like(weight) for _ in range(count)) for weight in weights)


def nearest(checkpoints: Iterable[Checkpoint], step: int) -> Checkpoint:
    """Find the latest checkpoint at or before a step: from there the way is shortest.

    Raises:
        ValueError: all of them lie after the step, or there are none.
    """
    before = [checkpoint for checkpoint in checkpoints if checkpoint.step <= step]
    if not before:
        raise ValueError(f"no checkpoint lies at or before step {step}")
    return max(before, key=lambda checkpoint: checkpoint.step)
