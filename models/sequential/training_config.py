"""Training config: how a model is trained on digits, and what may prevent it."""

from dataclasses import dataclass

import numpy as np

from models.config.parsers import integer_in
from models.nn.arrays import Array
from models.sequential.layer_types import Shape
from models.sequential.model import LayerStack, format_shape
from models.sequential.shape_report import ModelReport
from models.training.config import LESSON_VALIDATION, TRAIN_SIZE

MAX_PARAMETERS = 10_000_000  # Adam has three further numbers for each
MAX_VALUES = 500_000  # of all tensors of one image; training stores those of a whole batch
MAX_MULTIPLY_ADDS = 3_000_000_000_000  # of a whole training: some minutes on a small machine
TRAINING_FACTOR = 3  # gradients cost about twice as much as the forward pass
BATCH, RATE = 128, 1e-3
MOST_IMAGES = TRAIN_SIZE - LESSON_VALIDATION
VALIDATION = 2_000  # of the validation images, as a model of any kind may be slow

MNIST_RESHAPE: dict[Shape, str] = {
    (28, 28): "",
    (28, 28, 1): "[..., np.newaxis]",
    (784,): ".reshape(-1, 784)",
}
"""Inputs that an MNIST image fits, each with the code that brings the images to that shape."""


@dataclass(frozen=True)
class ModelTraining:
    """The hyperparameters of a training; an invalid one is a ``ValueError`` in a sentence."""

    images: int = 5_000  # the first so many training images
    epochs: int = 5
    seed: int = 0  # of the first weights, of the order of the images and of their shifts
    max_shift: int = 0  # pixels by which each image is shifted at random, anew in every epoch

    def __post_init__(self) -> None:
        for name, (words, minimum, maximum) in BOUNDS.items():
            integer_in(words, getattr(self, name), minimum, maximum)


BOUNDS = {
    "images": ("the number of images", 128, MOST_IMAGES),
    "epochs": ("the number of epochs", 1, 50),
    "seed": ("the seed", 0, 1_000_000),
    "max_shift": ("the shift of the training images", 0, 4),
}


def as_input(images: Array, stack: LayerStack) -> Array:
    """Return gray levels as a model's input.

    Args:
        images: ``(n, 28, 28)``, 0 to 255.
        stack: one that reads MNIST images; if it rescales them itself, levels are unchanged.

    Returns:
        ``(n, *stack.shape)``, float32.
    """
    divisor = 1 if stack.rescales else 255
    return (images.astype(np.float32) / np.float32(divisor)).reshape(len(images), *stack.shape)


def reason_untrainable(report: ModelReport, training: ModelTraining) -> tuple[str, dict[str, str]]:
    """Return what prevents a training.

    Returns:
        A name, empty where nothing does, and its template values.
    """
    stack = report.stack
    multiply_adds = TRAINING_FACTOR * report.multiply_adds * training.images * training.epochs
    if report.failed:
        return "broken", {}
    if stack.shape not in MNIST_RESHAPE:
        return "other shape", {"shape": format_shape(stack.shape)}
    if report.loss_message:
        return "loss", {}
    if not report.parameters:
        return "nothing to learn", {}
    if report.parameters > MAX_PARAMETERS:
        return "too large", {"parameters": f"{report.parameters:,}", "most": f"{MAX_PARAMETERS:,}"}
    if (values := report.output_bytes // 4) > MAX_VALUES:
        return "too wide", {"values": f"{values:,}", "most": f"{MAX_VALUES:,}"}
    if multiply_adds > MAX_MULTIPLY_ADDS:
        return "too long", {"work": f"{multiply_adds:,}", "most": f"{MAX_MULTIPLY_ADDS:,}"}
    return "", {}
