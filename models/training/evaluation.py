"""Evaluation: what a network gets right and wrong, and the state of its units and weights."""

from dataclasses import dataclass

import numpy as np

from models.data.datasets import Examples
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, readonly
from models.nn.dense import DenseLayer

BINS = 41  # odd, so that 0 lies in the middle of a bin of a symmetric range
HISTOGRAM_IMAGES = 1000  # validation images whose activations are histogrammed


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What is measured beside loss and accuracy, at one step; per layer, the first one first."""

    confusion: Array  # (classes, classes): validation images by true class (row) and predicted one
    gradients: tuple[float, ...]  # L2 norm of each kernel's gradient on the last trained batch
    flat_fraction: tuple[Array, ...]
    """``(units,)`` per hidden layer: the fraction of the validation images at which the unit is in
    a flat region of its activation, so that its gradient is (next to) nothing."""
    dead: tuple[float, ...]  # fraction of units flat at every validation image; relu only, else 0
    saturated: tuple[float, ...]  # fraction of units flat at 9 of 10; sigmoid and tanh, else 0


@dataclass(frozen=True, eq=False)
class Histogram:
    """Counts per bin; infinite values and NaN are left out."""

    counts: Array  # (41,)
    edges: Array  # (42,), evenly spaced; the last bin includes its upper edge


@dataclass(frozen=True, eq=False)
class Histograms:
    """Distributions of weights and activations, one histogram per layer."""

    weights: tuple[Histogram, ...]  # of the kernels; from minus to plus the largest size
    activations_of_first_1000: tuple[Histogram, ...]
    """Of every unit's output, for the first 1,000 validation images (all of them cost ten times as
    much and look the same); from the smallest, or 0, to the largest. The last layer's are
    probabilities."""


def fraction_of_units(condition: str, activation: str, flat: Array) -> float:
    """Return the fraction of a layer's units that are in a condition.

    Args:
        condition: ``"dead"`` or ``"saturated"``.
        activation: the layer's, a key of ``ACTIVATIONS``.
        flat: ``(units,)``, as ``Evaluation.flat_fraction``.

    >>> fraction_of_units("dead", "relu", np.array([1.0, 0.99, 0.0, 0.5]))
    0.25
    """
    region = ACTIVATIONS[activation].flat_region
    if region is None or region.condition != condition:
        return 0.0
    return float((flat >= region.threshold).mean())


def trace_histograms(validation: Examples, layers: tuple[DenseLayer, ...]) -> Histograms:
    """Return histograms of weights, and of activations on the first 1,000 validation images."""
    values = np.reshape(validation.images[:HISTOGRAM_IMAGES], (-1, layers[0].kernel.shape[0]))
    scale = 255 if values.dtype == np.uint8 else 1
    values = values.astype(np.float32) / np.float32(scale)
    weights, activations = [], []
    # Infinite values and NaN are left out below, so NumPy's warnings would add nothing.
    with np.errstate(all="ignore"):
        for layer in layers:
            size = np.abs(_finite(layer.kernel)).max(initial=0)
            weights.append(histogram(layer.kernel, -size, size))
            values = ACTIVATIONS[layer.activation].apply(values @ layer.kernel + layer.bias)
            finite = _finite(values)
            low, high = finite.min(initial=0), finite.max(initial=0)
            activations.append(histogram(values, low, high))
    return Histograms(tuple(weights), tuple(activations))


def histogram(values: Array, low: float, high: float) -> Histogram:
    """Count numbers in 41 bins of equal width.

    >>> histogram(np.array([-1.0, 0.0, 0.0, 1.0, np.nan]), -1, 1).counts[[0, 20, 40]]
    array([1, 2, 1])
    """
    low, high = float(low), float(high)
    if not high > low:
        low, high = low - 0.5, low + 0.5
    inside = _finite(values)
    # Ten times as fast as np.histogram, which promises exact edges; here they are to rounding.
    bins = ((inside - low) * (BINS / (high - low))).astype(np.intp)
    counts = np.bincount(np.clip(bins, 0, BINS - 1), minlength=BINS)
    return Histogram(readonly(counts), readonly(np.linspace(low, high, BINS + 1)))


def _finite(values: Array) -> Array:
    flat = np.ravel(values)
    finite = np.isfinite(flat)
    return flat if finite.all() else flat[finite]
