"""Optimizer steps: an optimizer's arithmetic from gradient to weight change, number by number."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array

Numbers = dict[str, Array | float]


@dataclass(frozen=True)
class OptimizerSteps:
    """An optimizer's update rule, written out with its numbers."""

    formula_lines: tuple[str, ...]
    """The formulas for a single weight, with the names of its numbers in braces."""
    values: Callable[[Array, tuple[Array, ...], float, int], Numbers]
    """``values(gradient, slots, rate, step)``, step from 1: every number in the formulas except
    ``g``, ``rate`` and ``t``, float64; ``change`` is what is added to the weight."""


def _sgd(gradient: Array, _slots: tuple, rate: float, _step: int) -> Numbers:
    return {"change": -rate * gradient}


def _momentum(gradient: Array, slots: tuple, rate: float, _step: int) -> Numbers:
    (before,) = slots
    speed = 0.9 * before - rate * gradient
    return {"v0": before, "v": speed, "change": speed}


def _rmsprop(gradient: Array, slots: tuple, rate: float, _step: int) -> Numbers:
    (before,) = slots
    square = 0.9 * before + 0.1 * gradient**2
    return {"s0": before, "s": square, "change": -rate * gradient / np.sqrt(square + 1e-7)}


def _adam(gradient: Array, slots: tuple, rate: float, step: int) -> Numbers:
    mean_before, square_before = slots
    mean = 0.9 * mean_before + 0.1 * gradient
    square = 0.999 * square_before + 0.001 * gradient**2
    full_mean, full_square = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    # Adam adds 1e-7 before it corrects the bias of the squares.
    tiny = 1e-7 / np.sqrt(1 - 0.999**step)
    return {
        "m0": mean_before,
        "m": mean,
        "s0": square_before,
        "s": square,
        "mh": full_mean,
        "sh": full_square,
        "e": float(tiny),
        "change": -rate * full_mean / (np.sqrt(full_square) + tiny),
    }


OPTIMIZER_STEPS: dict[str, OptimizerSteps] = {
    "sgd": OptimizerSteps(("change = −η g = −{rate} × {g} = {change}",), _sgd),
    "momentum": OptimizerSteps(
        ("v = 0.9 × {v0} − {rate} × {g} = {v}", "change = v = {change}"), _momentum
    ),
    "rmsprop": OptimizerSteps(
        (
            "s = 0.9 × {s0} + 0.1 × {g}² = {s}",
            "change = −η g / √(s + 10⁻⁷) = −{rate} × {g} / √({s} + 10⁻⁷) = {change}",
        ),
        _rmsprop,
    ),
    "adam": OptimizerSteps(
        (
            "m = 0.9 × {m0} + 0.1 × {g} = {m}",
            "s = 0.999 × {s0} + 0.001 × {g}² = {s}",
            "m̂ = m / (1 − 0.9^{t}) = {mh}",
            "ŝ = s / (1 − 0.999^{t}) = {sh}",
            "change = −η m̂ / (√ŝ + ε) = −{rate} × {mh} / (√{sh} + {e}) = {change}",
        ),
        _adam,
    ),
}
"""Every optimizer of ``OPTIMIZERS``, by its Keras name."""
