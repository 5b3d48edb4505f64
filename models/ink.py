"""Ink: what of a picture was drawn, and what is only paper, light and shadow."""

import numpy as np
from PIL import Image

from models.arrays import Array

ONE_GREY = 1 / 255  # a picture file can tell no smaller difference
COARSE = 70  # pixels a side in which paper and islands are looked for
PHOTO = 140  # pixels a side of a photograph: averaging more into one takes its noise away


def find_ink(grey: Array) -> tuple[bool, Array]:
    """Tell ink from paper.

    On a screen the paper is one exact value, and ink is whatever differs from it. In a
    photograph the paper is bright here and dim there: it is what remains when the ink is
    painted over with what surrounds it.

    Args:
        grey: ``(rows, columns)``, values from 0 to 1.

    Returns:
        Whether the ink is darker than the paper, and ``(rows, columns)`` from 0 for paper to 1
        for ink; a large photograph comes back smaller.
    """
    paper = float(np.median(_border(grey)))
    contrast = grey - paper
    if np.abs(contrast).max() <= ONE_GREY:
        return paper > 0.5, np.zeros(grey.shape)
    if _is_clean(np.abs(contrast)):
        turned = bool(contrast.sum() < 0)
        contrast = np.maximum(-contrast if turned else contrast, 0)
        level = np.percentile(contrast[contrast > 0.5 * contrast.max()], 90)
        return turned, without_specks(np.minimum(contrast / level, 1))
    turned, contrast, trembling = _in_photograph(resized(grey, PHOTO))
    # Half of the strong ink is above this level and counts as full: no pen covers evenly.
    level = 0.9 * np.median(contrast[contrast >= 0.5 * np.percentile(contrast, 99.5)])
    floor = max(4 * trembling, 0.25 * level)
    if floor >= level:
        return turned, np.zeros(grey.shape)
    return turned, without_specks(np.clip((contrast - floor) / (level - floor), 0, 1))


def _border(grey: Array) -> Array:
    return np.concatenate([grey[0], grey[-1], grey[1:-1, 0], grey[1:-1, -1]])


def _is_clean(away: Array) -> bool:
    """Is nearly all but ink exactly paper, as on a screen and never in a photograph?"""
    paper = away <= 1.5 * ONE_GREY
    near = _most(away > 0.25 * away.max(), max(2, max(away.shape) // 20))
    return bool(
        np.mean(~paper & ~near) < 0.01 and paper.mean() > 0.4 * np.mean(away < away.max() / 2)
    )


def _in_photograph(grey: Array) -> tuple[bool, Array, float]:
    """Subtract the paper in its light and shadow: ink dark or not, its contrast, paper's tremble.

    Two guesses at the paper fail differently: what light does smoothly also passes under the
    thickest marker, what is usual nearby also follows a sharp shadow. The better one parts the
    picture more clearly into paper and ink.
    """
    small = resized(grey, COARSE)
    guesses = [
        (_refined(small, paper, sign), sign)
        for paper in (_smooth_light(small), _usual_nearby(small))
        for sign in (-1, 1)
    ]
    (paper, _), sign = max(guesses, key=lambda guess: guess[0][1])
    turned = sign < 0
    contrast = grey - stretched(paper, *grey.shape)
    contrast = -contrast if turned else contrast
    calm = contrast[contrast <= otsu(contrast)[0]]
    middle = np.median(calm)
    trembling = 1.4826 * np.median(np.abs(calm - middle))
    return turned, np.maximum(contrast - middle, 0), float(trembling)


def _refined(small: Array, paper: Array, sign: int) -> tuple[Array, float]:
    """Paint the ink over with the paper around it, twice: paper, and how clear the parting is."""
    for _ in range(2):
        contrast = sign * (small - paper)
        paper = _painted_over(small, _most(contrast > otsu(contrast)[0], 1), paper)
    contrast = sign * (small - paper)
    threshold, clarity = otsu(contrast)
    ink = contrast > threshold
    # Ink keeps away from the margin; what lies along it is shadow, or the table under the page.
    return paper, clarity * (1 - _border(ink).mean()) ** 3


def _smooth_light(small: Array) -> Array:
    """The curved surface through most of the picture's margin, where paper is likely."""
    y, x = np.mgrid[-1 : 1 : small.shape[0] * 1j, -1 : 1 : small.shape[1] * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    margin = np.maximum(np.abs(x), np.abs(y)) >= 0.75
    values, known = small[margin], terms[margin]
    fit = np.full(values.shape, np.median(values))
    for _ in range(4):
        away = np.abs(values - fit)
        kept = known * (away <= max(2.5 * np.median(away), ONE_GREY))[:, np.newaxis]
        # Squared equations are exact enough for six terms, and ten times faster than lstsq.
        solved = np.linalg.solve(kept.T @ known + 1e-6 * np.eye(6), kept.T @ values)
        fit = known @ solved
    return terms @ solved


def _usual_nearby(small: Array) -> Array:
    """The median around each pixel: thin strokes vanish from it, edges of shadows stay."""
    reach = max(2, max(small.shape) // 7)
    windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(small, reach, mode="reflect" if min(small.shape) > reach else "edge"),
        (2 * reach + 1, 2 * reach + 1),
    )[::2, ::2, ::2, ::2]
    usual = np.median(windows.reshape(*windows.shape[:2], -1), axis=-1)
    return stretched(usual, *small.shape)


def _painted_over(small: Array, ink: Array, paper: Array) -> Array:
    """Smooth the paper, with every pixel of ink replaced by the paper around it."""
    reach = max(1, max(small.shape) // 16)
    weight = np.where(ink, 0.001, 1.0)
    values = _blurred(np.where(ink, paper, small) * weight, reach)
    return values / _blurred(weight, reach)


def otsu(values: Array) -> tuple[float, float]:
    """Part values into two groups as far apart as can be: the threshold, and how clear it is."""
    counts, edges = np.histogram(values, bins=64)
    middles = (edges[:-1] + edges[1:]) / 2
    below, total = np.cumsum(counts), np.cumsum(counts * middles)
    above = below[-1] - below
    gap = (total[-1] - total) / np.maximum(above, 1) - total / np.maximum(below, 1)
    between = below * above * gap**2 / values.size**2
    best = np.argmax(between)
    return float(edges[1:][best]), float(between[best] / max(np.var(values), 1e-12))


def without_specks(ink: Array) -> Array:
    """Drop every island of ink that holds less than a twentieth of what the largest holds."""
    if not ink.any():
        return ink
    step = -(-max(ink.shape) // COARSE)
    rows, columns = (-(-length // step) for length in ink.shape)
    padded = np.pad(ink, [(0, rows * step - ink.shape[0]), (0, columns * step - ink.shape[1])])
    blocks = padded.reshape(rows, step, columns, step)
    labels = islands(blocks.max(axis=(1, 3)) > 0)
    held = np.bincount(labels.ravel(), weights=blocks.sum(axis=(1, 3)).ravel())
    keep = (held >= 0.05 * held.max())[labels].repeat(step, 0).repeat(step, 1)
    return np.where(keep[: ink.shape[0], : ink.shape[1]], ink, 0.0)


def islands(marks: Array) -> Array:
    """Number the islands of marked pixels; 0 is the sea, and corners connect.

    >>> islands(np.array([[1, 0, 1], [1, 0, 0]]) > 0)
    array([[4, 0, 3],
           [4, 0, 0]])
    """
    labels = np.where(marks, np.arange(1, marks.size + 1).reshape(marks.shape), 0)
    parents = np.arange(marks.size + 1)
    while True:
        grown = np.where(marks, _most(labels, 1), 0)
        if np.array_equal(grown, labels):
            return labels
        # A number is a place: that place learns its neighbours' number for all who bear its own.
        np.maximum.at(parents, labels.ravel(), grown.ravel())
        parents = parents[parents]
        labels = parents[labels]


def resized(values: Array, longest: int, enlarge: bool = False) -> Array:
    """Bring the longer side to ``longest`` pixels, keeping the proportions; else only shrink."""
    scale = longest / max(values.shape)
    if scale >= 1 and not enlarge:
        return values
    return stretched(values, *(max(1, round(length * scale)) for length in values.shape))


def stretched(values: Array, rows: int, columns: int) -> Array:
    """Shrink by averaging or enlarge smoothly to exactly so many rows and columns."""
    if values.shape == (rows, columns):
        return values
    shrinks = rows < values.shape[0] or columns < values.shape[1]
    method = Image.Resampling.BOX if shrinks else Image.Resampling.BILINEAR
    picture = Image.fromarray(values.astype(np.float32)).resize((columns, rows), method)
    return np.asarray(picture, dtype=float)


def _most(values: Array, reach: int) -> Array:
    """The largest value within reach of each pixel."""
    for axis in (0, 1):
        old = np.moveaxis(values, axis, 0)
        new = old.copy()
        for step in range(1, reach + 1):
            np.maximum(new[step:], old[:-step], out=new[step:])
            np.maximum(new[:-step], old[step:], out=new[:-step])
        values = np.moveaxis(new, 0, axis)
    return values


def _blurred(values: Array, reach: int) -> Array:
    """The mean within reach of each pixel, taken twice."""
    for axis in (0, 1, 0, 1):
        old = np.moveaxis(values, axis, 0)
        before, after = np.repeat(old[:1], reach + 1, 0), np.repeat(old[-1:], reach, 0)
        sums = np.cumsum(np.concatenate([before, old, after]), axis=0)
        new = (sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1)
        values = np.moveaxis(new, 0, axis)
    return values
