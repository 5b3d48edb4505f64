"""Resampling: resize and filter images on the way to the network's input."""

import numpy as np
from PIL import Image

from models.nn.arrays import Array


def resized(values: Array, longest: int, *, enlarge: bool = False) -> Array:
    """Scale the longer side to ``longest`` pixels, keeping proportions; by default only shrink."""
    scale = longest / max(values.shape[:2])
    if scale >= 1 and not enlarge:
        return values
    return stretched(values, *(max(1, round(length * scale)) for length in values.shape[:2]))


def stretched(values: Array, rows: int, columns: int) -> Array:
    """Resize to exact rows and columns, averaging to shrink and interpolating to enlarge."""
    if values.shape[:2] == (rows, columns):
        return values
    if values.ndim == 3:
        channels = np.moveaxis(values, 2, 0)
        return np.stack([stretched(channel, rows, columns) for channel in channels], axis=2)
    shrinks = rows < values.shape[0] or columns < values.shape[1]
    method = Image.Resampling.BOX if shrinks else Image.Resampling.BILINEAR
    picture = Image.fromarray(values.astype(np.float32)).resize((columns, rows), method)
    return np.asarray(picture, dtype=float)


def max_filter(values: Array, reach: int) -> Array:
    """Return the largest value within ``reach`` rows and columns of each pixel."""
    for axis in (0, 1):
        old = np.moveaxis(values, axis, 0)
        new = old.copy()
        for step in range(1, reach + 1):
            np.maximum(new[step:], old[:-step], out=new[step:])
            np.maximum(new[:-step], old[step:], out=new[:-step])
        values = np.moveaxis(new, 0, axis)
    return values


def min_filter(values: Array, reach: int) -> Array:
    """Return the smallest value within ``reach`` rows and columns of each pixel."""
    return -max_filter(-values, reach)


def box_blur(values: Array, reach: int) -> Array:
    """Average within ``reach`` of each pixel, twice."""
    for axis in (0, 1, 0, 1):
        old = np.moveaxis(values, axis, 0)
        before, after = np.repeat(old[:1], reach + 1, 0), np.repeat(old[-1:], reach, 0)
        sums = np.cumsum(np.concatenate([before, old, after]), axis=0)
        new = (sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1)
        values = np.moveaxis(new, 0, axis)
    return values


def median_filter(values: Array) -> Array:
    """Return the median of each pixel's 3 × 3 neighborhood, which removes single outliers."""
    padded = np.pad(values, [(1, 1), (1, 1), *[(0, 0)] * (values.ndim - 2)], mode="edge")
    rows, columns = values.shape[:2]
    around = [padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    return np.median(np.stack(around), axis=0)
