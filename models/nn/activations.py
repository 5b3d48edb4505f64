"""Activations: how a neuron bends its sum before passing it on."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array


@dataclass(frozen=True)
class Flat:
    """Where an activation has (next to) no slope, and what a unit that stays there is called."""

    at: Callable[[Array], Array]  # outputs -> where they lie on a flat part; arithmetic only
    fate: str  # what such a unit is called
    share: float  # of the images; a unit flat at so many has met its fate


@dataclass(frozen=True)
class Activation:
    """One activation: its Keras name, the function, and the function as one writes it."""

    name: str
    apply: Callable[[Array], Array]  # (..., units) -> (..., units)
    formula: str  # LaTeX
    slope: Callable[[Array], Array]
    """How the outputs grow with the sums: (..., units), or, where all sums count for each
    output, the (units, units) slopes of every output with every sum."""
    elementwise: bool = True  # False where an output depends on all the layer's sums
    flat: Flat | None = None  # None where the slope is nowhere, or hardly ever, nothing

    def back(self, sums: Array, d_outputs: Array) -> Array:
        """Take how a loss grows with each output, (units,), back to how it grows with each sum."""
        slope = self.slope(sums)
        return slope * d_outputs if self.elementwise else slope @ d_outputs


def _leaky_relu(sums: Array) -> Array:
    return np.where(sums >= 0, sums, 0.2 * sums)  # 0.2 is Keras's negative_slope


def _leaky_relu_slope(sums: Array) -> Array:
    return np.where(sums > 0, 1.0, 0.2)  # at 0 itself as TensorFlow has it


def _sigmoid(sums: Array) -> Array:
    # exp of a large positive number overflows; tanh says the same and never does.
    return 0.5 * (1 + np.tanh(0.5 * sums))


def _sigmoid_slope(sums: Array) -> Array:
    return _sigmoid(sums) * _sigmoid(-sums)


def _elu(sums: Array) -> Array:
    return np.where(sums > 0, sums, np.expm1(np.minimum(sums, 0)))


def _elu_slope(sums: Array) -> Array:
    return np.exp(np.minimum(sums, 0))


_erf = np.vectorize(math.erf, otypes=[float])  # NumPy has none; layers here have at most thousands


def _gelu(sums: Array) -> Array:
    return 0.5 * sums * (1 + _erf(sums / math.sqrt(2)))


def _gelu_slope(sums: Array) -> Array:
    bell = np.exp(-0.5 * np.square(sums)) / math.sqrt(2 * math.pi)
    return 0.5 * (1 + _erf(sums / math.sqrt(2))) + sums * bell


def _softmax(sums: Array) -> Array:
    powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _softmax_slope(sums: Array) -> Array:
    shares = _softmax(sums)
    return np.diag(shares) - np.outer(shares, shares)


# Both begin where the slope is 8 % of the steepest.
_SIGMOID = Flat(lambda outputs: (outputs < 0.02) | (outputs > 0.98), "saturated", 0.9)
_TANH = Flat(lambda outputs: (outputs < -0.96) | (outputs > 0.96), "saturated", 0.9)
_RELU = Flat(lambda outputs: outputs <= 0, "dead", 1.0)

ACTIVATIONS: dict[str, Activation] = {
    row.name: row
    for row in (
        Activation("linear", lambda sums: sums, r"a(z) = z", np.ones_like),
        Activation(
            "relu",
            lambda sums: np.maximum(sums, 0),
            r"a(z) = \max(0, z)",
            lambda sums: np.where(sums > 0, 1.0, 0.0),
            flat=_RELU,
        ),
        Activation(
            "leaky_relu",
            _leaky_relu,
            r"a(z) = z \text{ if } z \ge 0 \text{ else } 0.2\,z",
            _leaky_relu_slope,
        ),
        Activation(
            "sigmoid", _sigmoid, r"a(z) = \frac{1}{1 + e^{-z}}", _sigmoid_slope, flat=_SIGMOID
        ),
        Activation(
            "tanh",
            np.tanh,
            r"a(z) = \tanh z",
            lambda sums: 1 - np.square(np.tanh(sums)),
            flat=_TANH,
        ),
        Activation("elu", _elu, r"a(z) = z \text{ if } z > 0 \text{ else } e^z - 1", _elu_slope),
        Activation("gelu", _gelu, r"a(z) = z\,\Phi(z)", _gelu_slope),
        Activation(
            "softmax",
            _softmax,
            r"a(z)_j = \frac{e^{z_j}}{\sum_k e^{z_k}}",
            _softmax_slope,
            elementwise=False,
        ),
    )
}
"""Every activation the lesson offers, keyed by its Keras name; menus and tests iterate over it."""
