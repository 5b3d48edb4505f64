"""Activations: the nonlinear functions a neuron applies to its weighted sum."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, Mask


@dataclass(frozen=True)
class FlatRegion:
    """Where an activation's derivative is (next to) zero, and the name of a unit staying there."""

    contains: Callable[[Array], Mask]  # outputs -> whether each is flat; arithmetic only
    condition: str  # dead or saturated
    threshold: float  # fraction of images at which a unit must be flat


@dataclass(frozen=True)
class Activation:
    """One activation: its Keras name, the function, its formula and its derivative."""

    name: str
    apply: Callable[[Array], Array]  # (..., units) -> (..., units)
    formula: str  # LaTeX
    derivative: Callable[[Array], Array]
    """The derivative of the outputs by the sums: (..., units), or the (units, units) Jacobian where
    every output depends on all sums."""
    elementwise: bool = True  # False where an output depends on all the layer's sums
    flat_region: FlatRegion | None = (
        None  # None where the derivative is never (or hardly ever) zero
    )

    def backward(self, sums: Array, d_outputs: Array) -> Array:
        """Return the loss's gradient by each sum, given that by each output, both (units,)."""
        derivative = self.derivative(sums)
        return derivative * d_outputs if self.elementwise else derivative @ d_outputs


def _leaky_relu(sums: Array) -> Array:
    return np.where(sums >= 0, sums, 0.2 * sums)  # 0.2 is Keras's negative_slope


def _leaky_relu_derivative(sums: Array) -> Array:
    return np.where(sums > 0, 1.0, 0.2)  # at 0 itself as in TensorFlow


def _sigmoid(sums: Array) -> Array:
    # exp of a large positive number overflows; tanh gives the same and never does.
    return 0.5 * (1 + np.tanh(0.5 * sums))


def _sigmoid_derivative(sums: Array) -> Array:
    return _sigmoid(sums) * _sigmoid(-sums)


def _elu(sums: Array) -> Array:
    return np.where(sums > 0, sums, np.expm1(np.minimum(sums, 0)))


def _elu_derivative(sums: Array) -> Array:
    return np.exp(np.minimum(sums, 0))


_erf = np.vectorize(math.erf, otypes=[float])  # NumPy has none; layers here have at most thousands


def _gelu(sums: Array) -> Array:
    return 0.5 * sums * (1 + _erf(sums / math.sqrt(2)))


def _gelu_derivative(sums: Array) -> Array:
    bell = np.exp(-0.5 * np.square(sums)) / math.sqrt(2 * math.pi)
    return 0.5 * (1 + _erf(sums / math.sqrt(2))) + sums * bell


def _softmax(sums: Array) -> Array:
    powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _softmax_derivative(sums: Array) -> Array:
    probabilities = _softmax(sums)
    return np.diag(probabilities) - np.outer(probabilities, probabilities)


# Both begin where the derivative is 8 % of its maximum.
_SIGMOID = FlatRegion(lambda outputs: (outputs < 0.02) | (outputs > 0.98), "saturated", 0.9)
_TANH = FlatRegion(lambda outputs: (outputs < -0.96) | (outputs > 0.96), "saturated", 0.9)
_RELU = FlatRegion(lambda outputs: outputs <= 0, "dead", 1.0)

ACTIVATIONS: dict[str, Activation] = {
    row.name: row
    for row in (
        Activation("linear", lambda sums: sums, r"a(z) = z", np.ones_like),
        Activation(
            "relu",
            lambda sums: np.maximum(sums, 0),
            r"a(z) = \max(0, z)",
            lambda sums: np.where(sums > 0, 1.0, 0.0),
            flat_region=_RELU,
        ),
        Activation(
            "leaky_relu",
            _leaky_relu,
            r"a(z) = z \text{ if } z \ge 0 \text{ else } 0.2\,z",
            _leaky_relu_derivative,
        ),
        Activation(
            "sigmoid",
            _sigmoid,
            r"a(z) = \frac{1}{1 + e^{-z}}",
            _sigmoid_derivative,
            flat_region=_SIGMOID,
        ),
        Activation(
            "tanh",
            np.tanh,
            r"a(z) = \tanh z",
            lambda sums: 1 - np.square(np.tanh(sums)),
            flat_region=_TANH,
        ),
        Activation(
            "elu", _elu, r"a(z) = z \text{ if } z > 0 \text{ else } e^z - 1", _elu_derivative
        ),
        Activation("gelu", _gelu, r"a(z) = z\,\Phi(z)", _gelu_derivative),
        Activation(
            "softmax",
            _softmax,
            r"a(z)_j = \frac{e^{z_j}}{\sum_k e^{z_k}}",
            _softmax_derivative,
            elementwise=False,
        ),
    )
}
"""Every activation of the lesson, keyed by its Keras name; menus and tests iterate over it."""
