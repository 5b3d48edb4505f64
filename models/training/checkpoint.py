"""Checkpoint: all that training changes at one step, so that training can continue from there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.optimizers import OPTIMIZERS
from models.training.config import TrainingConfig

# What a branch cannot change: its network, and its validation images, as it has been trained on
# the others.
FIXED_FIELDS = ("hidden_units", "activation", "pixels", "validation")


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A network in the middle of its training; NumPy and plain data, so that pickle can carry it.

    ``train(dataset, checkpoint.config, start=checkpoint)`` continues to the bit as if it had
    never stopped.
    """

    config: TrainingConfig
    step: int  # batches trained so far, over the whole lineage
    epoch: int  # epochs begun so far, over the whole lineage; the last may be unfinished
    optimizer_step: int  # updates the slots have seen; Adam counts these
    weights: tuple[Array, ...]  # kernel, bias, kernel, bias, …; float32
    slots: tuple[tuple[Array, ...], ...]  # optimizer slots, one tuple per weight
    start: tuple[int, int] = (0, 0)  # step and epoch at which its config began; not 0 in a branch

    @property
    def layers(self) -> tuple[DenseLayer, ...]:
        """The network at this step."""
        names = (*(self.config.activation for _ in self.config.hidden_units), "softmax")
        pairs = zip(self.weights[::2], self.weights[1::2], names, strict=True)
        return tuple(DenseLayer(kernel, bias, name) for kernel, bias, name in pairs)

    @property
    def bytes(self) -> int:
        """Bytes of its arrays."""
        slots = [array for each in self.slots for array in each]
        return sum(array.nbytes for array in (*self.weights, *slots))


def branch(checkpoint: Checkpoint, config: TrainingConfig) -> Checkpoint:
    """Return a checkpoint that continues from this one under another config.

    The config's epochs are further ones: an unfinished epoch of the parent is abandoned, and
    the branch begins the next one, in that epoch's own order, with steps and epochs counted
    on. So a branch at an epoch's end that changes nothing repeats its parent to the bit. The
    optimizer's slots stay if the optimizer does, else they begin at zero; learning rate,
    batch size, seed, L2, dropout and frozen layers may change freely.

    Raises:
        ValueError: the config is for another network, or for other validation images.

    >>> parent = Checkpoint(TrainingConfig(hidden_units=()), 5, 1, 5, (np.eye(2), np.ones(2)), ())
    >>> branch(parent, TrainingConfig(hidden_units=(), optimizer="sgd")).start
    (5, 1)
    """
    old = checkpoint.config
    if not may_branch(config, old):
        raise ValueError(
            "a branch keeps its network and its validation images: "
            + ", ".join(f"{name} {getattr(old, name)}" for name in FIXED_FIELDS)
            + "; got "
            + ", ".join(f"{getattr(config, name)}" for name in FIXED_FIELDS)
        )
    same_optimizer = config.optimizer == old.optimizer
    return replace(
        checkpoint,
        config=config,
        optimizer_step=checkpoint.optimizer_step if same_optimizer else 0,
        slots=checkpoint.slots
        if same_optimizer
        else zero_slots(checkpoint.weights, config.optimizer),
        start=(checkpoint.step, checkpoint.epoch),
    )


def may_branch(config: TrainingConfig, old: TrainingConfig) -> bool:
    """Return whether a config may go on from a checkpoint of another one."""
    return all(getattr(config, name) == getattr(old, name) for name in FIXED_FIELDS)


def zero_slots(weights: tuple[Array, ...], optimizer: str) -> tuple[tuple[Array, ...], ...]:
    """Return an optimizer's slots before its first step: zeros, one tuple per weight."""
    count = OPTIMIZERS[optimizer].slots
    return tuple(tuple(np.zeros_like(weight) for _ in range(count)) for weight in weights)


def nearest(checkpoints: Iterable[Checkpoint], step: int) -> Checkpoint:
    """Return the latest checkpoint at or before a step, from which the replay is shortest.

    Raises:
        ValueError: all of them lie after the step, or there are none.
    """
    before = [checkpoint for checkpoint in checkpoints if checkpoint.step <= step]
    if not before:
        raise ValueError(f"no checkpoint lies at or before step {step}")
    return max(before, key=lambda checkpoint: checkpoint.step)
