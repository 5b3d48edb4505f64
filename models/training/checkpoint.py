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

    It knows its config, so ``train(dataset, checkpoint.config, start=checkpoint)``
    goes on as if it had never stopped, to the bit.
    """

    config: TrainingConfig
    step: int  # batches trained so far, over all configs that led here
    epoch: int  # epochs begun so far, over all configs; the last may be unfinished
    age: int  # batches the memories go back; Adam counts from there
    weights: tuple[Array, ...]  # kernel, bias, kernel, bias, …; float32
    memories: tuple[tuple[Array, ...], ...]  # the optimizer's, one tuple a weight
    began: tuple[int, int] = (0, 0)  # step and epoch when its config began; not 0 in a branch

    @property
    def layers(self) -> tuple[DenseLayer, ...]:
        """The network of this moment."""
        names = (*(self.config.activation for _ in self.config.hidden_units), "softmax")
        pairs = zip(self.weights[::2], self.weights[1::2], names, strict=True)
        return tuple(DenseLayer(kernel, bias, name) for kernel, bias, name in pairs)

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        memories = [array for each in self.memories for array in each]
        return sum(array.nbytes for array in (*self.weights, *memories))


def branch(checkpoint: Checkpoint, config: TrainingConfig) -> Checkpoint:
    """Leave the way at a checkpoint, to go on under another config.

    The config's epochs are further ones: an epoch the parent was in the middle of
    is broken off, and the branch begins the next one, in that epoch's own order,
    with steps and epochs counted on. So a branch at an epoch's end that changes
    nothing repeats its parent to the bit. The optimizer's memories stay if the
    optimizer does, else they begin at zero; learning rate, batch size, seed, L2,
    dropout and frozen layers may change freely.

    Raises:
        ValueError: the config is for another network.

    >>> parent = Checkpoint(TrainingConfig(hidden_units=()), 5, 1, 5, (np.eye(2), np.ones(2)), ())
    >>> branch(parent, TrainingConfig(hidden_units=(), optimizer="sgd")).began
    (5, 1)
    """
    old = checkpoint.config
    if not fits(config, old):
        raise ValueError(
            "a branch keeps its network: "
            + ", ".join(f"{name} {getattr(old, name)}" for name in NETWORK)
            + "; got "
            + ", ".join(f"{getattr(config, name)}" for name in NETWORK)
        )
    kept = config.optimizer == old.optimizer
    return replace(
        checkpoint,
        config=config,
        age=checkpoint.age if kept else 0,
        memories=checkpoint.memories if kept else blank(checkpoint.weights, config.optimizer),
        began=(checkpoint.step, checkpoint.epoch),
    )


def fits(config: TrainingConfig, old: TrainingConfig) -> bool:
    """Whether two configs have the same network and encoding, so that one can continue there."""
    return all(getattr(config, name) == getattr(old, name) for name in NETWORK)


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
