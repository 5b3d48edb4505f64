"""Activations: how a neuron bends its sum before passing it on."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.arrays import Array


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
    elementwise: bool = True  # False where an output depends on all the layer's sums
    flat: Flat | None = None  # None where the slope is nowhere, or hardly ever, nothing


def _leaky_relu(sums: Array) -> Array:
    return np.where(sums >= 0, sums, 0.2 * sums)  # 0.2 is Keras's negative_slope


def _sigmoid(sums: Array) -> Array:
    # exp of a large positive number overflows; tanh says the same and never does.
    return 0.5 * (1 + np.tanh(0.5 * sums))


def _elu(sums: Array) -> Array:
    return np.where(sums > 0, sums, np.expm1(np.minimum(sums, 0)))


_erf = np.vectorize(math.erf, otypes=[float])  # NumPy has none; layers here have at most thousands


def _gelu(sums: Array) -> Array:
    return 0.5 * sums * (1 + _erf(sums / math.sqrt(2)))


def _softmax(sums: Array) -> Array:
    powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


# Both begin where the slope is 8 % of the steepest.
_SIGMOID = Flat(lambda outputs: (outputs < 0.02) | (outputs > 0.98), "saturated", 0.9)
_TANH = Flat(lambda outputs: (outputs < -0.96) | (outputs > 0.96), "saturated", 0.9)
_RELU = Flat(lambda outputs: outputs <= 0, "dead", 1.0)

ACTIVATIONS: dict[str, Activation] = {
    row.name: row
    for row in (
        Activation("linear", lambda sums: sums, r"a(z) = z"),
        Activation("relu", lambda sums: np.maximum(sums, 0), r"a(z) = \max(0, z)", flat=_RELU),
        Activation("leaky_relu", _leaky_relu, r"a(z) = z \text{ if } z \ge 0 \text{ else } 0.2\,z"),
        Activation("sigmoid", _sigmoid, r"a(z) = \frac{1}{1 + e^{-z}}", flat=_SIGMOID),
        Activation("tanh", np.tanh, r"a(z) = \tanh z", flat=_TANH),
        Activation("elu", _elu, r"a(z) = z \text{ if } z > 0 \text{ else } e^z - 1"),
        Activation("gelu", _gelu, r"a(z) = z\,\Phi(z)"),
        Activation(
            "softmax", _softmax, r"a(z)_j = \frac{e^{z_j}}{\sum_k e^{z_k}}", elementwise=False
        ),
    )
}
"""Every activation the lesson offers, keyed by its Keras name; menus and tests iterate over it."""
