"""Rules: lines and squares printed on paper, that run from one edge of it to the other."""

import numpy as np

from models.data.resampling import highest, lowest
from models.nn.arrays import Array

STEEPEST = 0.24  # columns for each row a rule may lean: about 13 degrees
STEPS = 49  # slopes that are tried
TOGETHER = 4  # pixels along a rule that are averaged, which takes their noise away
PARTS = 6  # of a rule, in each of which it must be seen
FEWEST = 3  # parallel rules; fewer must reach from edge to edge without a gap
FAINTEST = 0.012


def without_rules(contrast: Array) -> tuple[Array, float]:
    """Take printed rules out of a picture's contrast; ink that crosses them stays.

    Args:
        contrast: ``(rows, columns)``, how much darker than the paper.

    Returns:
        What is left, and the usual contrast of a rule; 0 where there is none.
    """
    if min(contrast.shape) < 8 * PARTS:
        return contrast, 0.0
    thin = contrast - highest(lowest(contrast, 3), 3)  # a stroke wider than 6 pixels is no rule
    printed = _rules(thin) + _rules(thin.T).T
    on_rule = printed > 0
    if not on_rule.any():
        return contrast, 0.0
    kept = np.where(on_rule & (contrast < 1.8 * printed + FAINTEST), 0.0, contrast)
    # Ink as light as the rule left a gap where it crosses it: what lies on both sides closes it.
    closed = lowest(highest(kept, 2), 2)
    kept = np.where(on_rule, np.maximum(kept, np.minimum(closed, contrast)), kept)
    return kept, float(np.median(printed[on_rule]))


def _rules(contrast: Array) -> Array:
    """Find rules that run more or less along the rows: the contrast of each, 0 elsewhere."""
    slopes = np.linspace(-STEEPEST, STEEPEST, STEPS)
    margin = int(np.ceil(STEEPEST * contrast.shape[1] / 2))
    strength, whole = _strengths(contrast, slopes, margin)
    usual = np.median(strength)
    spread = 1.4826 * np.median(np.abs(strength - usual))
    least = max(usual + 5 * spread, FAINTEST)
    peaks = strength > least
    best = np.argmax(np.where(peaks, strength, 0).max(axis=1))
    peaks[np.abs(slopes - slopes[best]) > 0.05] = False  # the others run nearly as the clearest
    here = peaks.any(axis=0)
    if np.count_nonzero(here[1:] & ~here[:-1]) + here[0] < FEWEST:
        peaks[:] = False
    found = np.where(peaks, strength, np.where(whole > 2 * least, whole, 0))
    return _painted(found, slopes, margin, contrast.shape)


def _strengths(contrast: Array, slopes: Array, margin: int) -> tuple[Array, Array]:
    """What contrast is seen along each straight line, (slopes, rows in its middle), twice.

    First in all its parts but perhaps one, then everywhere up to both edges.
    """
    rows, columns = contrast.shape
    wide = contrast.copy()  # a rule is not quite straight
    wide[1:] = np.maximum(wide[1:], contrast[:-1])
    wide[:-1] = np.maximum(wide[:-1], contrast[1:])
    columns = columns // (PARTS * TOGETHER) * PARTS * TOGETHER
    wide = wide[:, :columns].reshape(rows, -1, TOGETHER).mean(axis=2)
    # Beyond the picture a rule may go on; nothing there speaks against it.
    wide = np.pad(wide, [(2 * margin + 1, 2 * margin + 1), (0, 0)], constant_values=np.inf)
    across = np.arange(wide.shape[1])
    lean = slopes[:, np.newaxis] * (TOGETHER * (across + 0.5) - contrast.shape[1] / 2)
    starts = np.arange(-margin, rows + margin)[:, np.newaxis] + 2 * margin + 1
    strength = np.zeros((2, len(slopes), len(starts)))
    for nth, shift in enumerate(np.round(lean).astype(int)):
        line = wide[starts + shift, across].reshape(len(starts), PARTS, -1)
        middle = line.shape[2] // 2
        seen = np.sort(np.partition(line, middle, axis=2)[:, :, middle], axis=1)
        within = np.isfinite(seen).sum(axis=1)
        strength[0, nth] = np.where(within > 3, seen[:, 1], np.where(within > 1, seen[:, 0], 0))
        ends = np.minimum(line[:, 0, :2].max(axis=1), line[:, -1, -2:].max(axis=1))
        strength[1, nth] = np.where(within == PARTS, np.minimum(seen[:, 0], ends), 0)
    strength[~np.isfinite(strength)] = 0
    return strength[0], strength[1]


def _painted(strength: Array, slopes: Array, margin: int, shape: tuple[int, int]) -> Array:
    """Paint the lines that were found, three pixels wide, with their contrast."""
    rows, columns = shape
    across = np.arange(columns)
    found = np.zeros((rows + 4 * margin + 2, columns))
    for nth, row in zip(*np.nonzero(strength), strict=True):
        at = row + margin + np.round(slopes[nth] * (across - columns / 2)).astype(int)
        for place in (at, at + 1, at + 2):
            found[place, across] = np.maximum(found[place, across], strength[nth, row])
    return found[2 * margin + 1 :][:rows]
