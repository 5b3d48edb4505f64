"""Ink detection: separate what was drawn from paper, light and shadow."""

import numpy as np

from models.data.color_axis import along, widest_direction
from models.data.connected_components import remove_frames, remove_specks
from models.data.photo_segmentation import segment_photo_ink
from models.data.resampling import max_filter
from models.data.ruled_lines import remove_rules
from models.nn.arrays import Array

GRAY_STEP = 1 / 255  # the smallest difference in an 8-bit image
MIN_CONTRAST = 0.08  # of ink in a file; less is a compression artifact
PAD_SIDE = 64  # pixels a side; a drawing pad has no rules, and even faint ink is intended
SMALL_PAD_SIDE = 8  # pixels a side; no photograph is as small


def segment_ink(image: Array) -> tuple[bool, Array]:
    """Separate ink from paper.

    On a screen the paper is one exact value, and everything else is ink. In a photograph the
    paper's brightness varies.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, 3)``, values from 0 to 1.

    Returns:
        Whether the ink is darker than the paper, and ``(rows, columns)`` from 0 for paper to 1
        for ink.
    """
    gray = to_gray(image)
    for paper in _paper_candidates(gray):
        if np.abs(gray - paper).max() <= GRAY_STEP:
            return paper > 0.5, np.zeros(gray.shape)
        if _is_clean(np.abs(gray - paper)):
            return _segment_screen(gray - paper)
    if max(gray.shape) <= SMALL_PAD_SIDE:  # fully covered: on a pad the paper is black
        return False, gray / gray.max()
    return segment_photo_ink(image)


def to_gray(image: Array) -> Array:
    """Project a color image on the color axis along which ink and paper differ most."""
    if image.ndim == 2:
        return image
    colors = image[:: 1 + image.shape[0] // 64, :: 1 + image.shape[1] // 64].reshape(-1, 3)
    difference = colors - np.median(colors, axis=0)
    direction = widest_direction(difference)
    if direction.sum() < 0:  # keep light pixels light
        direction = -direction
    direction = direction / np.abs(direction).sum()
    return np.clip(along(image, direction) - direction[direction < 0].sum(), 0, 1)


def _paper_candidates(gray: Array) -> list[float]:
    """Return values the paper may have: that of more than half of the image, and the border's.

    Where there is a frame, the border is the frame's; on a small pad, ink may cover most of
    the paper.
    """
    levels = np.round(gray * 255).astype(int)
    commonest = levels == np.bincount(levels.ravel()).argmax()
    border = np.concatenate([gray[0], gray[-1], gray[1:-1, 0], gray[1:-1, -1]])
    candidates = [float(np.median(gray[commonest]))] if commonest.mean() > 0.5 else []
    return [*candidates, float(np.median(border))]


def _is_clean(difference: Array) -> bool:
    """Return whether everything but ink is exactly paper, as on a screen, never in a photograph."""
    paper = difference <= 0.5 * GRAY_STEP
    inked = difference > 0.25 * difference.max()
    near_ink = max_filter(inked, max(2, max(difference.shape) // 20)) > 0
    return bool(
        np.mean(~paper & ~near_ink) < 0.002
        and paper.mean() > 0.4 * np.mean(difference < difference.max() / 2)
    )


def _segment_screen(contrast: Array) -> tuple[bool, Array]:
    """Return as ink what differs from the paper, in the direction in which most does."""
    strength, minimum = remove_frames(np.abs(contrast), on_paper=False), 0.0
    if max(contrast.shape) > PAD_SIDE:
        strength, rule = remove_rules(strength)
        minimum = max(MIN_CONTRAST, 1.25 * rule)
    contrast = np.copysign(strength, contrast)
    inverted = bool(contrast.sum() < 0)
    contrast = np.maximum(-contrast if inverted else contrast, 0)
    if not contrast.any():
        return inverted, contrast
    level = np.percentile(contrast[contrast > 0.5 * contrast.max()], 90)
    if level < minimum:
        return inverted, np.zeros(contrast.shape)
    return inverted, remove_specks(np.minimum(contrast / level, 1))
