"""Connected components: connected ink, and which of it is the digit, not a speck or frame."""

import numpy as np

from models.data.resampling import max_filter
from models.nn.arrays import Array, Indices, Mask

COARSE_SIDE = 70  # blocks a side for the search; strokes that nearly touch are one component
MIN_COMPONENT_SHARE = 0.05  # of the largest component's ink; smaller ones are dropped


def connected_components(mask: Mask) -> Indices:
    """Label the connected components of a mask; 0 is the background, and corners connect.

    >>> connected_components(np.array([[1, 0, 1], [1, 0, 0]]) > 0)
    array([[4, 0, 3],
           [4, 0, 0]])
    """
    labels = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    parents = np.arange(mask.size + 1)
    while True:
        grown = np.where(mask, max_filter(labels, 1), 0)
        if np.array_equal(grown, labels):
            return labels
        # A label is an index: merge each label into the largest label of its neighbors.
        np.maximum.at(parents, labels.ravel(), grown.ravel())
        parents = parents[parents]
        labels = parents[labels]


def coarse_blocks(ink: Array, side: int) -> tuple[Array, Array, int]:
    """Reduce ink to coarse blocks.

    Returns:
        The maximum and the sum of the ink in each block, and the pixels per side of a block.
    """
    block_side = -(-max(ink.shape) // side)
    rows, columns = (-(-length // block_side) for length in ink.shape)
    padded = np.pad(
        ink, [(0, rows * block_side - ink.shape[0]), (0, columns * block_side - ink.shape[1])]
    )
    parts = padded.reshape(rows, block_side, columns, block_side)
    return parts.max(axis=(1, 3)), parts.sum(axis=(1, 3)), block_side


def expand_blocks(kept: Mask, block_side: int, shape: tuple[int, ...]) -> Mask:
    """Return a per-pixel mask from a per-block one."""
    return kept.repeat(block_side, 0).repeat(block_side, 1)[: shape[0], : shape[1]]


def remove_specks(ink: Array) -> Array:
    """Remove every component with less than a twentieth of the largest one's ink."""
    if not ink.any():
        return ink
    maxima, totals, block_side = coarse_blocks(ink, COARSE_SIDE)
    labels = connected_components(maxima > 0)
    sums = np.bincount(labels.ravel(), weights=totals.ravel())
    kept = (sums >= MIN_COMPONENT_SHARE * sums.max())[labels]
    return np.where(expand_blocks(kept, block_side, ink.shape), ink, 0.0)


def remove_frames(ink: Array, *, on_paper: bool) -> Array:
    """Remove what surrounds the digit: frames, bars, page edges, the table beyond.

    A frame runs along half of the image's edge, or is a hollow rectangle larger than half the
    image. Drawings on a screen may reach the edge, so only a bar along a whole side is removed
    there, next to other ink; on paper everything that touches the edge is, except a large
    digit on its own.

    Args:
        ink: ``(rows, columns)``, 0 where there is none.
        on_paper: whether it is a photograph.
    """
    if not ink.any():
        return ink
    maxima, totals, block_side = coarse_blocks(ink, 2 * COARSE_SIDE)
    labels = connected_components(maxima > 0)
    sums = np.bincount(labels.ravel(), weights=totals.ravel())
    sums[0] = 0
    sides = [
        np.bincount(side, minlength=len(sums)) / len(side)
        for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    ]
    edge_share = np.max(sides, axis=0)
    framing = np.mean(sides, axis=0) > 0.5
    framing[_rectangles(labels)] = True
    largest_free = sums[(edge_share == 0) & ~framing].max(initial=0)
    is_alone = largest_free <= 0.1 * sums[~framing].max(initial=0)
    if on_paper:
        dropped = (edge_share > 0) & ~(is_alone & (edge_share < 0.15) & (_extents(labels) > 0.4))
    else:
        dropped = (edge_share > 0.95) & (not is_alone)
    dropped |= framing
    return np.where(expand_blocks(dropped[labels], block_side, ink.shape), 0.0, ink)


def _extents(labels: Array) -> Array:
    """Return each component's height or width, as a fraction of the image's shorter side."""
    extents = np.zeros(labels.max() + 1)
    for across in (labels, labels.T):
        pairs = np.unique(
            [np.repeat(np.arange(len(across)), across.shape[1]), across.ravel()], axis=1
        )
        extents = np.maximum(extents, np.bincount(pairs[1], minlength=len(extents)))
    return extents / min(labels.shape)


def _rectangles(labels: Array) -> list[int]:
    """Return the labels of large hollow rectangles with all four sides complete."""
    found = []
    numbers, counts = np.unique(labels[labels > 0], return_counts=True)
    for number in numbers[counts > 0.5 * sum(labels.shape)]:
        rows, columns = np.nonzero(labels == number)
        top, left, height, width = rows.min(), columns.min(), np.ptp(rows) + 1, np.ptp(columns) + 1
        if height < labels.shape[0] / 2 or width < labels.shape[1] / 2:
            continue
        down, right = (rows - top) / height, (columns - left) / width
        near = np.minimum(np.minimum(down, 1 - down), np.minimum(right, 1 - right)) < 0.12
        sides = (
            (down < 0.12, columns, width),
            (down > 0.88, columns, width),
            (right < 0.12, rows, height),
            (right > 0.88, rows, height),
        )
        whole = all(len(np.unique(at[side])) > 0.9 * length for side, at, length in sides)
        if near.mean() > 0.97 and whole:
            found.append(int(number))
    return found
