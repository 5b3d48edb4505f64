"""What a network predicts with one neuron of its first layer switched off."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.network import predict, predict_pixels


@dataclass(frozen=True)
class HiddenOutputs:
    """The first layer's outputs for many images, and what the whole network predicts of them."""

    outputs: Array  # (images, neurons), float32
    predicted: Array  # (images,)
    layers: tuple[DenseLayer, ...]  # all of the network

    def correct(self, labels: Array) -> int:
        """Return how many images the network classifies correctly, by their digits, (images,)."""
        return int((self.predicted == labels).sum())

    def predicted_without(self, neuron: int) -> Array:
        """Return what is predicted where one neuron's output is 0 for every image, (images,).

        Args:
            neuron: its index in the first layer.
        """
        outputs = self.outputs.copy()
        outputs[:, neuron] = 0
        return predict(outputs, self.layers[1:]).argmax(axis=1)


@dataclass(frozen=True)
class NeuronOff:
    """Predictions with a neuron's output set to 0, against those with all neurons."""

    images: int
    correct: int  # with all neurons
    correct_without: int
    changed: int  # predictions that are different without it


def hidden_outputs(images: Array, layers: Sequence[DenseLayer]) -> HiddenOutputs:
    """Return the first layer's outputs and the network's predictions.

    Args:
        images: (n, rows, columns), uint8.
        layers: at least two.
    """
    outputs = predict_pixels(images, layers[:1])
    predicted = predict(outputs, layers[1:]).argmax(axis=1)
    return HiddenOutputs(outputs.astype(np.float32), predicted, tuple(layers))


def switch_off(hidden: HiddenOutputs, labels: Array, neuron: int) -> NeuronOff:
    """Return what changes where one neuron's output is 0 for every image.

    Args:
        hidden: of the images.
        labels: (n,), their digits.
        neuron: its index in the first layer.
    """
    predicted = hidden.predicted_without(neuron)
    return NeuronOff(
        images=len(labels),
        correct=hidden.correct(labels),
        correct_without=int((predicted == labels).sum()),
        changed=int((predicted != hidden.predicted).sum()),
    )
