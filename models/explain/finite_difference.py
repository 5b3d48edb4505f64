"""Nudge: brighten one pixel a little, and see whether the loss does what its gradient said."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, frozen
from models.nn.backprop import BackpropTrace, loss_of
from models.nn.network import trace_network

POINTS = 81  # of the loss's curve


@dataclass(frozen=True, eq=False)
class Nudge:
    """One pixel changed: what the gradient foretold, and what the loss truly did."""

    index: int  # of the pixel's value in the vector
    step: float  # added to its value
    gradient: float  # how the loss grows with it, where it was
    before: float  # the loss
    after: float  # the loss, computed anew with the changed pixel
    steps: Array  # (POINTS,): other steps, for the curve
    losses: Array  # (POINTS,): the true loss after each of them

    @property
    def foretold(self) -> float:
        """The change of the loss if it went on as steeply as it begins: gradient times step."""
        return self.gradient * self.step

    @property
    def change(self) -> float:
        """The true change of the loss."""
        return self.after - self.before


def trace_nudge(back: BackpropTrace, index: int, step: float, reach: float) -> Nudge:
    """Change one value of the image by a step, and compute the loss anew.

    Args:
        back: the image's way there and back.
        index: of the value, in the vector.
        step: added to it.
        reach: how far the curve goes to either side.

    Raises:
        ValueError: the vector has no such index.
    """
    pixel = back.forward.flatten.pixel_of(index)
    steps = np.linspace(-reach, reach, POINTS)
    return Nudge(
        index=index,
        step=step,
        gradient=float(back.d_image[pixel]),
        before=back.loss,
        after=_loss(back, pixel, step),
        steps=frozen(steps),
        losses=frozen([_loss(back, pixel, each) for each in steps]),
    )


def _loss(back: BackpropTrace, pixel: tuple[int, ...], step: float) -> float:
    image = back.forward.flatten.image.astype(float)
    image[pixel] += step
    layers = tuple(dense.layer for dense in back.forward.dense)
    return loss_of(trace_network(image, layers).dense[-1], back.label)
