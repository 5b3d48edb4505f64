"""Photograph: what was drawn on a sheet of paper, whatever light, rules and noise lie on it."""

import numpy as np

from models.data.connected_components import (
    blocks,
    islands,
    unfolded,
    without_frames,
    without_specks,
)
from models.data.resampling import blurred, calmed, highest, lowest, resized, stretched
from models.data.ruled_lines import without_rules
from models.nn.arrays import Array

SMALL = 140  # pixels a side in which paper is looked for: averaging takes its noise away
WIDEST = 14  # the widest stroke is a so-manieth of the picture's longer side
BRIGHT = 0.6  # paper; a blackboard is darker
FAINTEST = 0.06  # of the paper's light; less is no ink, but a stain
LEAST = 0.04  # of the longer side; a smaller mark is no digit


def ink_in_photograph(image: Array) -> tuple[bool, Array]:
    """Tell ink from paper in a photograph or a scan.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, 3)``, values from 0 to 1.

    Returns:
        Whether the ink is darker than the paper, and ``(rows, columns)`` from 0 for paper to 1
        for ink; all zeros for a blank sheet.
    """
    image = image.reshape(*image.shape[:2], -1)
    dark = _is_ink_dark(image.mean(axis=2))
    contrast = _in_ink_s_colour(_contrast(image if dark else 1 - image, dark=dark))
    contrast, rule = without_rules(contrast)
    floor = _floor(contrast)
    level = _level(contrast, floor)
    if level < max(1.5 * floor, 1.25 * rule, FAINTEST):
        return dark, np.zeros(contrast.shape)
    low = max(floor, 0.3 * level)
    ink = np.clip((contrast - low) / (level - low), 0, 1)
    ink = without_specks(without_frames(_with_a_core(ink), on_paper=True))
    return dark, ink if _is_large_enough(ink) else np.zeros(ink.shape)


def _is_ink_dark(grey: Array) -> bool:
    """Is what differs from its surroundings darker than they are, rather than lighter?

    Both sides of a shadow's edge differ alike and cancel out, a stroke of the pen does not. On
    bright paper ink is dark whatever reflects there.
    """
    if np.median(grey) > BRIGHT:
        return True
    small = resized(grey, SMALL)
    return bool(sum(((small - blurred(small, reach)) ** 3).sum() for reach in (2, 5, 10)) <= 0)


def _contrast(image: Array, *, dark: bool) -> Array:
    """How much darker each pixel is than the paper there, in each channel.

    Paper is what a wide brush can reach without touching ink: strokes are too narrow for it,
    shadows are not. Dark ink takes away a share of the light that falls on it, light ink adds to
    the light of its ground.
    """
    small = resized(image, SMALL)
    reach = max(1, max(small.shape[:2]) // WIDEST)
    paper = blurred(lowest(highest(calmed(small), reach), reach), 2)
    paper = stretched(paper, *image.shape[:2])
    contrast = paper - image
    return contrast / np.maximum(paper, 0.05) if dark else contrast


def _in_ink_s_colour(contrast: Array) -> Array:
    """See the contrast along the colour of the strongest ink: beside black, blue rules fade."""
    if contrast.shape[2] == 1:
        return contrast[:, :, 0]
    total = contrast.mean(axis=2)
    strongest = contrast[total >= np.sort(total, axis=None)[-max(30, total.size // 500) :][0]]
    colour = np.maximum(np.median(strongest, axis=0), 0.001)
    return contrast @ (colour / colour.sum())


def _floor(contrast: Array) -> float:
    """Say how much contrast paper alone may have: ink is never brighter than paper, noise is."""
    middle = np.median(contrast)
    away = contrast - middle
    brighter = -away[away < 0]
    if brighter.size == 0:
        return float(middle)
    trembling = 1.4826 * np.median(brighter)
    return float(middle + max(4.5 * trembling, 1.2 * np.percentile(brighter, 99.5)))


def _level(contrast: Array, floor: float) -> float:
    """Say what contrast full ink has: half of the strong ink has more, as no pen covers evenly."""
    above = contrast[contrast > floor]
    if above.size < 8:
        return 0.0
    return float(0.9 * np.median(above[above >= 0.5 * np.percentile(above, 95)]))


def _with_a_core(ink: Array) -> Array:
    """Keep the islands that somewhere have full ink; stains and the rest of rules have none."""
    most, _, step = blocks(ink, SMALL)
    labels = islands(most > 0)
    best = np.zeros(labels.max() + 1)
    np.maximum.at(best, labels.ravel(), most.ravel())
    return np.where(unfolded(best[labels] > 0.6, step, ink.shape), ink, 0.0)


def _is_large_enough(ink: Array) -> bool:
    marks = ink > 0.3
    extent = max(np.count_nonzero(marks.any(axis=axis)) for axis in (0, 1))
    return bool(extent >= max(2, LEAST * max(ink.shape)) and marks.sum() >= 1.5 * extent / 2)
