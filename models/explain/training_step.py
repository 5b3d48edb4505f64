"""Training step: the gradient of a batch's mean loss, and the update w - learning rate * gradient.

So does plain gradient descent, Keras's ``SGD``; other optimizers make more of the same gradient.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, readonly
from models.nn.backprop import BackpropTrace, cross_entropy, trace_backprop
from models.nn.dense import DenseLayer
from models.nn.network import trace_network


@dataclass(frozen=True, eq=False)
class LayerGradient:
    """The mean loss's gradients by a layer's parameters."""

    kernel: Array  # (inputs, units)
    bias: Array  # (units,)


@dataclass(frozen=True, eq=False)
class TrainingStep:
    """A batch's passes, forward and backward, and the gradients that its update needs."""

    images: tuple[BackpropTrace, ...]  # one trace per image
    layers: tuple[DenseLayer, ...]  # before the update
    gradients: tuple[LayerGradient, ...]  # one per layer: the mean over the batch

    @property
    def losses(self) -> Array:
        """Each image's loss, (images,)."""
        return readonly([trace.loss for trace in self.images])

    @property
    def loss(self) -> float:
        """The batch's loss: the mean of its images' losses."""
        return float(self.losses.mean())

    def updated(self, rate: float) -> tuple[DenseLayer, ...]:
        """Return the layers after the update.

        Args:
            rate: the learning rate.
        """
        return tuple(
            DenseLayer(
                layer.kernel - rate * gradient.kernel,
                layer.bias - rate * gradient.bias,
                layer.activation,
            )
            for layer, gradient in zip(self.layers, self.gradients, strict=True)
        )


def trace_step(
    images: Sequence[Array], labels: Sequence[int], layers: Sequence[DenseLayer]
) -> TrainingStep:
    """Pass a batch forward and backward, and average the gradients.

    Args:
        images: at least one, each as `trace_network` takes it.
        labels: the true class of each.
        layers: of the network; the last one is a softmax.

    Raises:
        ValueError: as `trace_backprop` does, or the batch is empty.

    >>> layer = DenseLayer(np.array([[1.0, -1.0]]), np.zeros(2), "softmax")
    >>> step = trace_step([np.zeros((1, 1)), np.ones((1, 1))], [0, 0], [layer])
    >>> step.gradients[0].bias.round(3)
    array([-0.31,  0.31])
    """
    if not len(images):
        raise ValueError("a batch needs at least one image, got none")
    traces = tuple(
        trace_backprop(trace_network(image, layers), label)
        for image, label in zip(images, labels, strict=True)
    )
    return TrainingStep(
        images=traces,
        layers=tuple(layers),
        gradients=tuple(_mean_gradient(traces, index) for index in range(len(layers))),
    )


def _mean_gradient(traces: tuple[BackpropTrace, ...], index: int) -> LayerGradient:
    backward = [trace.layers[index] for trace in traces]
    return LayerGradient(
        kernel=readonly(sum(each.d_kernel for each in backward) / len(backward)),
        bias=readonly(np.mean([each.d_bias for each in backward], axis=0)),
    )


def losses_after(step: TrainingStep, layers: Sequence[DenseLayer]) -> Array:
    """Return the losses of a step's images with other layers, (images,).

    Args:
        step: has the images and their labels.
        layers: of the network, as after an update.
    """
    return readonly(
        [
            cross_entropy(trace_network(trace.forward.flatten.image, layers).dense[-1], trace.label)
            for trace in step.images
        ]
    )
