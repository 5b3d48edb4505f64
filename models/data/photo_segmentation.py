"""Photo segmentation: find the ink on photographed paper despite shadows, rules and noise."""

import numpy as np

from models.data.color_axis import along
from models.data.connected_components import (
    coarse_blocks,
    connected_components,
    expand_blocks,
    remove_frames,
    remove_specks,
)
from models.data.resampling import (
    box_blur,
    max_filter,
    median_filter,
    min_filter,
    resized,
    stretched,
)
from models.data.ruled_lines import remove_rules
from models.nn.arrays import Array

PAPER_SIDE = 140  # pixels a side for estimating the paper: averaging removes its noise
STROKES_PER_SIDE = 14  # the widest stroke is at most 1/14 of the longer side
BRIGHT_PAPER = 0.6  # a blackboard is darker
MIN_CONTRAST = 0.06  # of the paper's brightness; less is a stain
MIN_EXTENT = 0.04  # of the longer side; a smaller component is no digit


def segment_photo_ink(image: Array) -> tuple[bool, Array]:
    """Separate ink from paper in a photograph or a scan.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, 3)``, values from 0 to 1.

    Returns:
        Whether the ink is darker than the paper, and ``(rows, columns)`` from 0 for paper to 1
        for ink; all zeros for a blank sheet.
    """
    image = image.reshape(*image.shape[:2], -1)
    dark = _is_ink_dark(image.mean(axis=2))
    contrast = _project_on_ink_color(_contrast(image if dark else 1 - image, dark=dark))
    contrast, rule = remove_rules(contrast)
    floor = _noise_floor(contrast)
    level = _ink_level(contrast, floor)
    if level < max(1.5 * floor, 1.25 * rule, MIN_CONTRAST):
        return dark, np.zeros(contrast.shape)
    low = max(floor, 0.3 * level)
    ink = np.clip((contrast - low) / (level - low), 0, 1)
    ink = remove_specks(remove_frames(_remove_faint_components(ink), on_paper=True))
    return dark, ink if _is_large_enough(ink) else np.zeros(ink.shape)


def _is_ink_dark(gray: Array) -> bool:
    """Return whether what differs from its surroundings is darker than they are.

    Both sides of a shadow's edge differ alike and cancel out, a pen stroke does not. On
    bright paper ink counts as dark despite reflections.
    """
    if np.median(gray) > BRIGHT_PAPER:
        return True
    small = resized(gray, PAPER_SIDE)
    differences = [small - box_blur(small, radius) for radius in (2, 5, 10)]
    # Multiplied, as the last digit of a power depends on the processor.
    return bool(sum((each * each * each).sum() for each in differences) <= 0)


def _contrast(image: Array, *, dark: bool) -> Array:
    """Return how much darker each pixel is than the paper there, per channel.

    The paper is estimated by a wide morphological closing: strokes are narrower than its
    window, shadows are not. Dark ink absorbs a fraction of the light that falls on it, light
    ink adds to the light of its ground.
    """
    small = resized(image, PAPER_SIDE)
    radius = max(1, max(small.shape[:2]) // STROKES_PER_SIDE)
    paper = box_blur(min_filter(max_filter(median_filter(small), radius), radius), 2)
    paper = stretched(paper, *image.shape[:2])
    contrast = paper - image
    return contrast / np.maximum(paper, 0.05) if dark else contrast


def _project_on_ink_color(contrast: Array) -> Array:
    """Project the contrast on the strongest ink's color: beside black, blue rules fade."""
    if contrast.shape[2] == 1:
        return contrast[:, :, 0]
    total = contrast.mean(axis=2)
    strongest = contrast[total >= np.sort(total, axis=None)[-max(30, total.size // 500) :][0]]
    color = np.maximum(np.median(strongest, axis=0), 0.001)
    return along(contrast, color / color.sum())


def _noise_floor(contrast: Array) -> float:
    """Return the contrast of bare paper: only noise is brighter than paper, never ink."""
    middle = np.median(contrast)
    difference = contrast - middle
    brighter = -difference[difference < 0]
    if brighter.size == 0:
        return float(middle)
    noise_level = 1.4826 * np.median(brighter)
    return float(middle + max(4.5 * noise_level, 1.2 * np.percentile(brighter, 99.5)))


def _ink_level(contrast: Array, floor: float) -> float:
    """Return the contrast of full ink: half of the strong ink has more, as pens cover unevenly."""
    above = contrast[contrast > floor]
    if above.size < 8:
        return 0.0
    return float(0.9 * np.median(above[above >= 0.5 * np.percentile(above, 95)]))


def _remove_faint_components(ink: Array) -> Array:
    """Keep components that have full ink somewhere; stains and remains of rules have none."""
    maxima, _, step = coarse_blocks(ink, PAPER_SIDE)
    labels = connected_components(maxima > 0)
    best = np.zeros(int(labels.max()) + 1)
    np.maximum.at(best, labels.ravel(), maxima.ravel())
    return np.where(expand_blocks(best[labels] > 0.6, step, ink.shape), ink, 0.0)


def _is_large_enough(ink: Array) -> bool:
    mask = ink > 0.3
    extent = max(np.count_nonzero(mask.any(axis=axis)) for axis in (0, 1))
    return bool(extent >= max(2, MIN_EXTENT * max(ink.shape)) and mask.sum() >= 1.5 * extent / 2)
