"""Finite difference: change one number, and compare the loss with what its gradient predicts."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, readonly
from models.nn.backprop import BackpropTrace, cross_entropy
from models.nn.dense import DenseLayer, trace_dense
from models.nn.network import trace_network

POINTS = 81  # of the loss's curve


@dataclass(frozen=True, eq=False)
class Perturbation:
    """One changed pixel: the loss change its gradient predicted, and the true one."""

    index: int  # of the pixel's value in the vector
    step: float  # added to its value
    gradient: float  # of the loss by the value, at the original image
    before: float  # the loss
    after: float  # the loss, computed anew with the changed pixel
    steps: Array  # (POINTS,): other steps, for the curve
    losses: Array  # (POINTS,): the true loss after each of them

    @property
    def predicted_change(self) -> float:
        """The linear prediction of the loss's change: gradient times step."""
        return self.gradient * self.step

    @property
    def change(self) -> float:
        """The true change of the loss."""
        return self.after - self.before


def trace_perturbation(
    back: BackpropTrace, index: int, step: float, max_step: float
) -> Perturbation:
    """Change one value of the image by a step, and compute the loss again.

    Args:
        back: the image's backward pass.
        index: of the value, in the vector.
        step: added to it.
        max_step: how far the curve extends to either side.

    Raises:
        ValueError: the vector has no such index.
    """
    pixel = back.forward.flatten.pixel_of(index)
    steps = np.linspace(-max_step, max_step, POINTS)
    return Perturbation(
        index=index,
        step=step,
        gradient=float(back.d_image[pixel]),
        before=back.loss,
        after=_loss(back, pixel, step),
        steps=readonly(steps),
        losses=readonly([_loss(back, pixel, each) for each in steps]),
    )


def _loss(back: BackpropTrace, pixel: tuple[int, ...], step: float) -> float:
    image = back.forward.flatten.image.astype(float)
    image[pixel] += step
    layers = tuple(dense.layer for dense in back.forward.dense)
    return cross_entropy(trace_network(image, layers).dense[-1], back.label)


@dataclass(frozen=True, eq=False)
class WeightCurve:
    """One image's loss over one weight, and its slope where the weight is."""

    value: float  # of the weight
    input: float  # that the weight is multiplied by: how far z moves with the weight
    d_sum: float  # the gradient by z: how far the loss moves with z
    steps: Array  # (points,): added to the weight
    losses: Array  # (points,): the true loss after each of them

    @property
    def gradient(self) -> float:
        """The gradient by the weight, by the chain rule."""
        return self.input * self.d_sum


def trace_weight(
    back: BackpropTrace, index: int, unit: int, steps: Array, *, nth: int = -1
) -> WeightCurve:
    """Change one weight by several steps, and compute the loss after each.

    Args:
        back: the image's backward pass.
        index: of the input that the weight is multiplied by.
        unit: of its layer.
        steps: ``(points,)``, added to the weight.
        nth: the index of its layer; by default the last one.

    Raises:
        IndexError: there is no such weight.
    """
    layer = back.layers[nth]
    return WeightCurve(
        value=float(layer.layer.kernel[index, unit]),
        input=float(layer.inputs[index]),
        d_sum=float(layer.d_sums[unit]),
        steps=readonly(steps),
        losses=readonly([_loss_with(back, nth, index, unit, float(step)) for step in steps]),
    )


def _loss_with(back: BackpropTrace, nth: int, index: int, unit: int, step: float) -> float:
    """Return the loss with one weight changed: its layer is computed anew, and those after it."""
    first, *after = back.forward.dense[nth:]
    kernel = first.layer.kernel.astype(float)
    kernel[index, unit] += step
    changed = DenseLayer(kernel, first.layer.bias, first.layer.activation)
    dense = trace_dense(first.inputs, changed)
    for each in after:
        dense = trace_dense(dense.outputs, each.layer)
    return cross_entropy(dense, back.label)
