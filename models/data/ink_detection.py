"""Ink: what of a picture was drawn, and what is only paper, light and shadow."""

import numpy as np

from models.data.connected_components import without_frames, without_specks
from models.data.photo_segmentation import ink_in_photograph
from models.data.resampling import highest
from models.data.ruled_lines import without_rules
from models.nn.arrays import Array

ONE_GREY = 1 / 255  # a picture file can tell no smaller difference
FAINTEST = 0.08  # ink in a file; less is what saving left behind
PAD = 64  # pixels a side; on a pad there are no rules, and the faintest ink is meant
SMALL_PAD = 8  # pixels a side; no photograph is as small


def find_ink(image: Array) -> tuple[bool, Array]:
    """Tell ink from paper.

    On a screen the paper is one exact value, and ink is whatever differs from it. In a
    photograph the paper is bright here and dim there.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, 3)``, values from 0 to 1.

    Returns:
        Whether the ink is darker than the paper, and ``(rows, columns)`` from 0 for paper to 1
        for ink.
    """
    grey = in_grey(image)
    for paper in _papers(grey):
        if np.abs(grey - paper).max() <= ONE_GREY:
            return paper > 0.5, np.zeros(grey.shape)
        if _is_clean(np.abs(grey - paper)):
            return _on_screen(grey - paper)
    if max(grey.shape) <= SMALL_PAD:  # covered all over: on a pad the paper is black
        return False, grey / grey.max()
    return ink_in_photograph(image)


def in_grey(image: Array) -> Array:
    """Look at a coloured picture along the colour in which ink and paper differ most."""
    if image.ndim == 2:
        return image
    colours = image[:: 1 + image.shape[0] // 64, :: 1 + image.shape[1] // 64].reshape(-1, 3)
    away = colours - np.median(colours, axis=0)
    direction = np.linalg.eigh(away.T @ away)[1][:, -1]
    if direction.sum() < 0:  # light stays light
        direction = -direction
    direction = direction / np.abs(direction).sum()
    return np.clip(image @ direction - direction[direction < 0].sum(), 0, 1)


def _papers(grey: Array) -> list[float]:
    """Which values may be the paper's: that of more than half of the picture, or the border's.

    A frame has the border; ink may cover more of a small pad than is left of its paper.
    """
    levels = np.round(grey * 255).astype(int)
    commonest = levels == np.bincount(levels.ravel()).argmax()
    border = np.concatenate([grey[0], grey[-1], grey[1:-1, 0], grey[1:-1, -1]])
    most = [float(np.median(grey[commonest]))] if commonest.mean() > 0.5 else []
    return [*most, float(np.median(border))]


def _is_clean(away: Array) -> bool:
    """Is all but ink exactly paper, as on a screen and never in a photograph?"""
    paper = away <= 0.5 * ONE_GREY
    near = highest(away > 0.25 * away.max(), max(2, max(away.shape) // 20))
    return bool(
        np.mean(~paper & ~near) < 0.002 and paper.mean() > 0.4 * np.mean(away < away.max() / 2)
    )


def _on_screen(contrast: Array) -> tuple[bool, Array]:
    """Take as ink what differs from the paper, in the direction in which most does."""
    strength, faintest = without_frames(np.abs(contrast), on_paper=False), 0.0
    if max(contrast.shape) > PAD:
        strength, rule = without_rules(strength)
        faintest = max(FAINTEST, 1.25 * rule)
    contrast = np.copysign(strength, contrast)
    turned = bool(contrast.sum() < 0)
    contrast = np.maximum(-contrast if turned else contrast, 0)
    if not contrast.any():
        return turned, contrast
    level = np.percentile(contrast[contrast > 0.5 * contrast.max()], 90)
    if level < faintest:
        return turned, np.zeros(contrast.shape)
    return turned, without_specks(np.minimum(contrast / level, 1))
