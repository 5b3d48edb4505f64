"""Network spec: the forward pass of one architecture, and the tensors it computes with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import tensorflow as tf

from models.nn.activations import FlatRegion

Tensor = Any


class TrainState(NamedTuple):
    """All that training changes."""

    optimizer_step: Tensor  # (), float32: updates the slots have seen
    weights: tuple[Tensor, ...]  # kernel, bias, kernel, bias, …
    slots: tuple[tuple[Tensor, ...], ...]  # optimizer slots, one tuple per weight


class HyperTensors(NamedTuple):
    """Hyperparameters that are passed as tensors, so that changing them needs no new program."""

    learning_rate: Tensor  # ()
    l2: Tensor  # ()
    dropout: Tensor  # ()
    trainable: Tensor  # (layers,), bool: False where a layer is frozen
    seed: Tensor  # (), int32


class TensorData(NamedTuple):
    """Images to train or evaluate on, with their labels."""

    images: Tensor  # (n, pixels), uint8 or float32
    labels: Tensor  # (n,), int32
    pixels: Tensor  # (pixels,), int32: indices in the whole image


@dataclass(frozen=True, eq=False)
class NetworkSpec:
    """What of a network is the same for all its trainings, and makes it another program."""

    hidden: int  # layers
    activate: Callable
    flat_region: FlatRegion | None  # where the slope of the activation is (nearly) 0
    has_dropout: bool
    divisor: int  # of integer gray levels

    def scaled(self, images: Tensor) -> Tensor:
        """Return images as float32, integer gray levels divided."""
        return tf.cast(images, tf.float32) / self.divisor if images.dtype == tf.uint8 else images

    def forward(self, values: Tensor, weights: tuple[Tensor, ...], drop: Callable | None = None):
        """Return the logits and the hidden layers' outputs."""
        outputs = []
        for index in range(self.hidden):
            values = self.activate(values @ weights[2 * index] + weights[2 * index + 1])
            outputs.append(values)
            if drop is not None:
                values = drop(values, index)
        return values @ weights[-2] + weights[-1], outputs

    def dropper(self, settings: HyperTensors, step: Tensor) -> Callable | None:
        """Return the dropout function; the mask depends on seed and step only, so replays match."""
        if not self.has_dropout:
            return None

        def drop(values: Tensor, index: int) -> Tensor:
            seed = tf.stack([settings.seed, step * self.hidden + index])
            uniform = tf.ensure_shape(_uniform(tf.shape(values), seed), values.shape)
            return tf.where(uniform >= settings.dropout, values / (1 - settings.dropout), 0.0)

        return drop


def penalty(weights: tuple[Tensor, ...], settings: HyperTensors) -> Tensor:
    """Return the L2 penalty; as in Keras, a frozen layer has none."""

    def total() -> Tensor:
        squares = tf.stack([tf.reduce_sum(kernel * kernel) for kernel in weights[::2]])
        return settings.l2 * tf.reduce_sum(tf.where(settings.trainable, squares, 0.0))

    return tf.cond(settings.l2 > 0, total, lambda: 0.0)


@tf.function(jit_compile=True)
def _uniform(shape: Tensor, seed: Tensor) -> Tensor:
    """Draw numbers from 0 to 1 as XLA does, also from code that is not compiled."""
    return tf.random.stateless_uniform(shape, seed)
