"""Chain training: what it takes to train a chain on digits, and what stands against it."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array
from models.sequential.layer_options import whole
from models.sequential.layer_types import Shape
from models.sequential.model import Chain, in_words
from models.sequential.shape_report import Built

MOST_PARAMETERS = 10_000_000  # Adam keeps three further numbers for each
MOST_VALUES = 500_000  # of all tensors of one picture; training keeps those of a whole batch
MOST_WORK = 3_000_000_000_000  # multiply-adds of a whole training: some minutes on a small machine
BACK_AND_FORTH = 3  # the gradients cost about twice as much as the way forward
BATCH, RATE, HELD_OUT = 128, 1e-3, 2_000

READS: dict[Shape, str] = {
    (28, 28): "",
    (28, 28, 1): "[..., np.newaxis]",
    (784,): ".reshape(-1, 784)",
}
"""Inputs that an MNIST picture fits, each with how one brings the pictures to that shape."""


@dataclass(frozen=True)
class ChainTraining:
    """How a chain shall learn; an absurd choice is a ``ValueError`` in a sentence."""

    images: int = 5_000  # the first so many training images
    epochs: int = 5
    seed: int = 0  # of the first weights and of the order of the images

    def __post_init__(self) -> None:
        for name, (words, least, most) in BOUNDS.items():
            value = getattr(self, name)
            if type(value) is not int:  # True would be 1
                raise ValueError(f"{words} is a whole number, got {value!r}")
            whole(words, value, least, most).read(str(value))


BOUNDS = {
    "images": ("the number of images", 128, 60_000),
    "epochs": ("the number of epochs", 1, 50),
    "seed": ("the seed", 0, 1_000_000),
}


def as_input(images: Array, chain: Chain) -> Array:
    """Bring grey levels to what a chain reads.

    Args:
        images: ``(n, 28, 28)``, 0 to 255.
        chain: one that reads MNIST pictures; where it rescales itself, levels stay as they are.

    Returns:
        ``(n, *chain.shape)``, float32.
    """
    divisor = 1 if chain.rescales else 255
    return (images.astype(np.float32) / np.float32(divisor)).reshape(len(images), *chain.shape)


def obstacle(built: Built, training: ChainTraining) -> tuple[str, dict[str, str]]:
    """Say what stands against a training.

    Returns:
        A name, empty where nothing does, and the values that belong to it.
    """
    chain = built.chain
    work = BACK_AND_FORTH * built.multiply_adds * training.images * training.epochs
    if built.failed:
        return "broken", {}
    if chain.shape not in READS:
        return "other shape", {"shape": in_words(chain.shape)}
    if built.loss_message:
        return "loss", {}
    if not built.parameters:
        return "nothing to learn", {}
    if built.parameters > MOST_PARAMETERS:
        return "too large", {"parameters": f"{built.parameters:,}", "most": f"{MOST_PARAMETERS:,}"}
    if (values := built.output_bytes // 4) > MOST_VALUES:
        return "too wide", {"values": f"{values:,}", "most": f"{MOST_VALUES:,}"}
    if work > MOST_WORK:
        return "too long", {"work": f"{work:,}", "most": f"{MOST_WORK:,}"}
    return "", {}
