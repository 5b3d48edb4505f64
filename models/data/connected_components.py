"""Islands: connected ink, and which of it is the digit rather than a speck or a frame."""

import numpy as np

from models.data.resampling import highest
from models.nn.arrays import Array

COARSE = 70  # pixels a side in which islands are looked for; strokes that nearly touch are one
SPECK = 0.05  # of the largest island's ink; smaller ones are dropped


def islands(marks: Array) -> Array:
    """Number the islands of marked pixels; 0 is the sea, and corners connect.

    >>> islands(np.array([[1, 0, 1], [1, 0, 0]]) > 0)
    array([[4, 0, 3],
           [4, 0, 0]])
    """
    labels = np.where(marks, np.arange(1, marks.size + 1).reshape(marks.shape), 0)
    parents = np.arange(marks.size + 1)
    while True:
        grown = np.where(marks, highest(labels, 1), 0)
        if np.array_equal(grown, labels):
            return labels
        # A number is a place: that place learns its neighbours' number for all who bear its own.
        np.maximum.at(parents, labels.ravel(), grown.ravel())
        parents = parents[parents]
        labels = parents[labels]


def blocks(ink: Array, side: int) -> tuple[Array, Array, int]:
    """Look at ink in coarse blocks.

    Returns:
        The most and the sum of the ink in each block, and how many pixels a side a block has.
    """
    step = -(-max(ink.shape) // side)
    rows, columns = (-(-length // step) for length in ink.shape)
    padded = np.pad(ink, [(0, rows * step - ink.shape[0]), (0, columns * step - ink.shape[1])])
    parts = padded.reshape(rows, step, columns, step)
    return parts.max(axis=(1, 3)), parts.sum(axis=(1, 3)), step


def unfolded(keep: Array, step: int, shape: tuple[int, ...]) -> Array:
    """Say of each pixel what is said of its block."""
    return keep.repeat(step, 0).repeat(step, 1)[: shape[0], : shape[1]]


def without_specks(ink: Array) -> Array:
    """Drop every island of ink that holds less than a twentieth of what the largest holds."""
    if not ink.any():
        return ink
    most, held, step = blocks(ink, COARSE)
    labels = islands(most > 0)
    sums = np.bincount(labels.ravel(), weights=held.ravel())
    keep = (sums >= SPECK * sums.max())[labels]
    return np.where(unfolded(keep, step, ink.shape), ink, 0.0)


def without_frames(ink: Array, *, on_paper: bool) -> Array:
    """Drop what lies around the digit: frames, bars, edges of the page, the table beyond it.

    A frame runs along half of the picture's edge, or is a hollow rectangle that is larger than
    half the picture. On a screen one draws up to the edge, so that only a bar along a whole side
    is dropped, beside other ink; on paper all that touches the edge is, but for a large digit
    which is alone.

    Args:
        ink: ``(rows, columns)``, 0 where there is none.
        on_paper: whether it is a photograph.
    """
    if not ink.any():
        return ink
    most, held, step = blocks(ink, 2 * COARSE)
    labels = islands(most > 0)
    sums = np.bincount(labels.ravel(), weights=held.ravel())
    sums[0] = 0
    sides = [
        np.bincount(side, minlength=len(sums)) / len(side)
        for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    ]
    along = np.max(sides, axis=0)
    framing = np.mean(sides, axis=0) > 0.5
    framing[_rectangles(labels)] = True
    free = sums[(along == 0) & ~framing].max(initial=0)
    alone = free <= 0.1 * sums[~framing].max(initial=0)
    if on_paper:
        dropped = (along > 0) & ~(alone & (along < 0.15) & (_extents(labels) > 0.4))
    else:
        dropped = (along > 0.95) & (not alone)
    dropped |= framing
    return np.where(unfolded(dropped[labels], step, ink.shape), 0.0, ink)


def _extents(labels: Array) -> Array:
    """How high or wide each island is, as a share of the picture's shorter side."""
    extents = np.zeros(labels.max() + 1)
    for across in (labels, labels.T):
        pairs = np.unique(
            [np.repeat(np.arange(len(across)), across.shape[1]), across.ravel()], axis=1
        )
        extents = np.maximum(extents, np.bincount(pairs[1], minlength=len(extents)))
    return extents / min(labels.shape)


def _rectangles(labels: Array) -> list[int]:
    """Name the islands that are hollow rectangles, with all four sides whole, and large."""
    found = []
    numbers, counts = np.unique(labels[labels > 0], return_counts=True)
    for number in numbers[counts > 0.5 * sum(labels.shape)]:
        rows, columns = np.nonzero(labels == number)
        top, left, high, wide = rows.min(), columns.min(), np.ptp(rows) + 1, np.ptp(columns) + 1
        if high < labels.shape[0] / 2 or wide < labels.shape[1] / 2:
            continue
        down, right = (rows - top) / high, (columns - left) / wide
        near = np.minimum(np.minimum(down, 1 - down), np.minimum(right, 1 - right)) < 0.12
        sides = (
            (down < 0.12, columns, wide),
            (down > 0.88, columns, wide),
            (right < 0.12, rows, high),
            (right > 0.88, rows, high),
        )
        whole = all(len(np.unique(at[side])) > 0.9 * length for side, at, length in sides)
        if near.mean() > 0.97 and whole:
            found.append(int(number))
    return found
