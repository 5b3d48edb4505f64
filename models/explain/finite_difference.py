"""Finite difference: change one pixel, and compare the loss with what its gradient predicts."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, readonly
from models.nn.backprop import BackpropTrace, cross_entropy
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
