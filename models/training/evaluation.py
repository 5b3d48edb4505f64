"""Evaluation: what a network gets right and wrong, and how its units and weights are doing."""

from dataclasses import dataclass

import numpy as np

from models.data.datasets import Examples
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, frozen
from models.nn.dense import DenseLayer

BINS = 41  # an odd number, so that 0 lies in the middle of a bin where the range is even-handed
HISTOGRAM_IMAGES = 1000  # held-out images whose activations are counted


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What was measured beside loss and accuracy, at one step; by layer, the first one first."""

    confusion: Array  # (classes, classes): held-out images by true class (row) and predicted one
    gradients: tuple[float, ...]  # L2 norm of each kernel's gradient on the last trained batch
    flat: tuple[Array, ...]
    """``(units,)`` a hidden layer: the share of the held-out images at which the unit is on a
    flat part of its activation, and so learns (next to) nothing."""
    dead: tuple[float, ...]  # share of units flat at every held-out image; relu only, else 0
    saturated: tuple[float, ...]  # share of units flat at 9 of 10; sigmoid and tanh, else 0


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many numbers fall between each two edges; what is not finite is left out."""

    counts: Array  # (41,)
    edges: Array  # (42,), evenly spaced; the last bin includes its upper edge


@dataclass(frozen=True, eq=False)
class Histograms:
    """How weights and activations are spread; one histogram a layer."""

    weights: tuple[Histogram, ...]  # of the kernels; from minus to plus the largest size
    activations_of_first_1000: tuple[Histogram, ...]
    """Of every unit's output, for the first 1,000 held-out images (all of them cost ten times as
    much and look the same); from the smallest, or 0, to the largest. The last layer's are
    probabilities."""


def units_that(fate: str, activation: str, flat: Array) -> float:
    """Say which share of a layer's units met a fate.

    Args:
        fate: ``"dead"`` or ``"saturated"``.
        activation: the layer's, a key of ``ACTIVATIONS``.
        flat: ``(units,)``, as in `Evaluation`.

    >>> units_that("dead", "relu", np.array([1.0, 0.99, 0.0, 0.5]))
    0.25
    """
    where = ACTIVATIONS[activation].flat
    if where is None or where.fate != fate:
        return 0.0
    return float((flat >= where.share).mean())


def trace_histograms(held_out: Examples, layers: tuple[DenseLayer, ...]) -> Histograms:
    """Count a network's weights and, on the first 1,000 held-out images, its activations."""
    values = np.reshape(held_out.images[:HISTOGRAM_IMAGES], (-1, layers[0].kernel.shape[0]))
    scale = 255 if values.dtype == np.uint8 else 1
    values = values.astype(np.float32) / np.float32(scale)
    weights, activations = [], []
    # What explodes is left out below; NumPy need not warn of it too.
    with np.errstate(all="ignore"):
        for layer in layers:
            size = np.abs(_finite(layer.kernel)).max(initial=0)
            weights.append(histogram(layer.kernel, -size, size))
            values = ACTIVATIONS[layer.activation].apply(values @ layer.kernel + layer.bias)
            seen = _finite(values)
            low, high = seen.min(initial=0), seen.max(initial=0)
            activations.append(histogram(values, low, high))
    return Histograms(tuple(weights), tuple(activations))


def histogram(values: Array, low: float, high: float) -> Histogram:
    """Sort numbers into 41 bins of equal width.

    >>> histogram(np.array([-1.0, 0.0, 0.0, 1.0, np.nan]), -1, 1).counts[[0, 20, 40]]
    array([1, 2, 1])
    """
    low, high = float(low), float(high)
    if not high > low:
        low, high = low - 0.5, low + 0.5
    inside = _finite(values)
    # Ten times as fast as np.histogram, which promises exact edges; here they are to rounding.
    places = ((inside - low) * (BINS / (high - low))).astype(np.intp)
    counts = np.bincount(np.clip(places, 0, BINS - 1), minlength=BINS)
    return Histogram(frozen(counts), frozen(np.linspace(low, high, BINS + 1)))


def _finite(values: Array) -> Array:
    flat = np.ravel(values)
    finite = np.isfinite(flat)
    return flat if finite.all() else flat[finite]
