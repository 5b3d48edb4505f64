"""Ruled lines: find and remove lines and grids printed on paper from edge to edge."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from models.data.resampling import max_filter, min_filter
from models.nn.arrays import Array

MAX_SLOPE = 0.24  # rows per column that a rule may rise: about 13 degrees
SLOPES = 49  # number of slopes tried
AVERAGED_PIXELS = 4  # along a rule, to reduce noise
PARTS = 6  # of a rule, each of which must be visible
MIN_RULES = 3  # parallel rules; fewer must span the image without a gap
MIN_CONTRAST = 0.012


def remove_rules(contrast: Array) -> tuple[Array, float]:
    """Remove printed rules from an image's contrast; ink that crosses them stays.

    Args:
        contrast: ``(rows, columns)``, how much darker than the paper.

    Returns:
        What is left, and the median contrast of a rule; 0 where there is none.
    """
    if min(contrast.shape) < 8 * PARTS:
        return contrast, 0.0
    thin = contrast - max_filter(
        min_filter(contrast, 3), 3
    )  # a line wider than 6 pixels is no rule
    printed = _rules(thin) + _rules(thin.T).T
    on_rule = printed > 0
    if not on_rule.any():
        return contrast, 0.0
    kept = np.where(on_rule & (contrast < 1.8 * printed + MIN_CONTRAST), 0.0, contrast)
    # Ink as faint as the rule left a gap at the crossing: a closing fills it from both sides.
    closed = min_filter(max_filter(kept, 2), 2)
    kept = np.where(on_rule, np.maximum(kept, np.minimum(closed, contrast)), kept)
    return kept, float(np.median(printed[on_rule]))


def _rules(contrast: Array) -> Array:
    """Return the contrast of rules that run roughly along the rows, 0 elsewhere."""
    slopes = np.linspace(-MAX_SLOPE, MAX_SLOPE, SLOPES)
    margin = int(np.ceil(MAX_SLOPE * contrast.shape[1] / 2))
    strength, whole = _strengths(contrast, slopes, margin)
    typical = np.median(strength)
    spread = 1.4826 * np.median(np.abs(strength - typical))
    threshold = max(typical + 5 * spread, MIN_CONTRAST)
    peaks = strength > threshold
    best = np.argmax(np.where(peaks, strength, 0).max(axis=1))
    peaks[np.abs(slopes - slopes[best]) > 0.05] = (
        False  # all rules are nearly parallel to the clearest
    )
    has_peak = peaks.any(axis=0)
    if np.count_nonzero(has_peak[1:] & ~has_peak[:-1]) + has_peak[0] < MIN_RULES:
        peaks[:] = False
    found = np.where(peaks, strength, np.where(whole > 2 * threshold, whole, 0))
    return _rasterized(found, slopes, margin, contrast.shape)


def _strengths(contrast: Array, slopes: Array, margin: int) -> tuple[Array, Array]:
    """Return the contrast along each straight line, (slopes, rows in its middle), twice.

    First the minimum over its parts except perhaps one, then over all up to both edges.
    """
    rows, columns = contrast.shape
    wide = contrast.copy()  # rules are not quite straight
    wide[1:] = np.maximum(wide[1:], contrast[:-1])
    wide[:-1] = np.maximum(wide[:-1], contrast[1:])
    columns = columns // (PARTS * AVERAGED_PIXELS) * PARTS * AVERAGED_PIXELS
    # Each column is contiguous, so that a line is gathered from whole stretches of columns.
    wide = wide[:, :columns].reshape(rows, -1, AVERAGED_PIXELS).mean(axis=2).T
    # Beyond the image a rule may continue: infinity never lowers the minimum.
    wide = np.pad(wide, [(0, 0), (2 * margin + 1, 2 * margin + 1)], constant_values=np.inf)
    across, count = np.arange(len(wide)), rows + 2 * margin
    lean = slopes[:, np.newaxis] * (AVERAGED_PIXELS * (across + 0.5) - contrast.shape[1] / 2)
    stretches = sliding_window_view(wide, count, axis=1)
    strength = np.zeros((2, len(slopes), count))
    for nth, shift in enumerate(np.round(lean).astype(int)):
        line = stretches[across, margin + 1 + shift].reshape(PARTS, -1, count)
        middle = line.shape[1] // 2
        medians = np.sort(np.partition(line, middle, axis=1)[:, middle], axis=0)
        within = np.isfinite(medians).sum(axis=0)
        strength[0, nth] = np.where(within > 3, medians[1], np.where(within > 1, medians[0], 0))
        ends = np.minimum(line[0, :2].max(axis=0), line[-1, -2:].max(axis=0))
        strength[1, nth] = np.where(within == PARTS, np.minimum(medians[0], ends), 0)
    strength[~np.isfinite(strength)] = 0
    return strength[0], strength[1]


def _rasterized(strength: Array, slopes: Array, margin: int, shape: tuple[int, int]) -> Array:
    """Draw the detected lines, three pixels wide, with their contrast."""
    rows, columns = shape
    across = np.arange(columns)
    found = np.zeros((rows + 4 * margin + 2, columns))
    for nth, row in zip(*np.nonzero(strength), strict=True):
        at = row + margin + np.round(slopes[nth] * (across - columns / 2)).astype(int)
        for place in (at, at + 1, at + 2):
            found[place, across] = np.maximum(found[place, across], strength[nth, row])
    return found[2 * margin + 1 :][:rows]
