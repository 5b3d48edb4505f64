"""Attribution: how much each pixel contributes to one class over another, exactly."""

from dataclasses import dataclass

import numpy as np

from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, readonly
from models.nn.dense import DenseTrace
from models.nn.network import NetworkTrace


@dataclass(frozen=True)
class Attribution:
    """The parts of the difference of two logits: ``pixels.sum() + biases``."""

    pixels: Array  # (inputs,): above 0 favors the first class, below 0 the second
    biases: float  # the biases' part, with this image's factors
    difference: float  # the first class's logit minus the second's


def _secant_factors(dense: DenseTrace) -> tuple[Array, Array]:
    """Return each unit's output at a sum of 0, and the factor by which its sum is scaled beyond."""
    activation = ACTIVATIONS[dense.layer.activation]
    if not activation.elementwise:
        raise ValueError(
            f"a hidden layer with {activation.name} mixes its units, "
            "so its outputs cannot be shared out among its inputs"
        )
    at_zero = activation.apply(np.zeros_like(dense.sums))
    beyond = dense.outputs - at_zero
    factors = np.divide(beyond, dense.sums, out=np.zeros_like(beyond), where=dense.sums != 0)
    return at_zero, factors


def trace_attribution(trace: NetworkTrace, one: int, other: int) -> Attribution:
    """Attribute the difference of two logits to the pixels and the biases.

    A unit's output is its sum times a factor (1 or 0 with relu, 1 or 0.2 with
    leaky_relu), so the difference is a weighted sum of the pixels; each pixel's part
    is its value times its weight, with the factors of this image. With linear, relu and
    leaky_relu this is gradient times input; with the curved activations it is the secant
    from 0 instead of the tangent, and adds up just as exactly.

    Args:
        trace: an image's forward pass.
        one: the class in favor.
        other: the class against.

    Raises:
        ValueError: no such class, or a hidden layer whose units are mixed (softmax).

    >>> from models.nn.dense import DenseLayer
    >>> from models.nn.network import trace_network
    >>> layer = DenseLayer(np.array([[2.0, 0.5], [1.0, 3.0]]), np.array([0.1, 0.0]), "softmax")
    >>> trace_attribution(trace_network(np.array([[1.0, 1.0]]), (layer,)), 0, 1).pixels
    array([ 1.5, -2. ])
    """
    *hidden, last = trace.dense
    classes = last.layer.units
    for each in (one, other):
        if not 0 <= each < classes:
            raise ValueError(f"this network has {classes} classes, none is number {each}")
    kernel, bias = last.layer.kernel.astype(float), last.layer.bias.astype(float)
    weights = kernel[:, one] - kernel[:, other]  # of the difference, for each unit below
    biases = bias[one] - bias[other]
    for dense in reversed(hidden):
        at_zero, factors = _secant_factors(dense)
        biases += at_zero @ weights
        weights = weights * factors
        biases += dense.layer.bias @ weights
        weights = dense.layer.kernel @ weights
    return Attribution(
        pixels=readonly(trace.flatten.vector * weights),
        biases=float(biases),
        difference=float(last.sums[one] - last.sums[other]),
    )
