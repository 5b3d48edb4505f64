"""Scaling: pictures made smaller, larger, wider or smoother, on the way to what a network reads."""

import numpy as np
from PIL import Image

from models.nn.arrays import Array


def resized(values: Array, longest: int, *, enlarge: bool = False) -> Array:
    """Bring the longer side to ``longest`` pixels, keeping the proportions; else only shrink."""
    scale = longest / max(values.shape[:2])
    if scale >= 1 and not enlarge:
        return values
    return stretched(values, *(max(1, round(length * scale)) for length in values.shape[:2]))


def stretched(values: Array, rows: int, columns: int) -> Array:
    """Shrink by averaging or enlarge smoothly to exactly so many rows and columns."""
    if values.shape[:2] == (rows, columns):
        return values
    if values.ndim == 3:
        channels = np.moveaxis(values, 2, 0)
        return np.stack([stretched(channel, rows, columns) for channel in channels], axis=2)
    shrinks = rows < values.shape[0] or columns < values.shape[1]
    method = Image.Resampling.BOX if shrinks else Image.Resampling.BILINEAR
    picture = Image.fromarray(values.astype(np.float32)).resize((columns, rows), method)
    return np.asarray(picture, dtype=float)


def highest(values: Array, reach: int) -> Array:
    """Give the largest value within reach of each pixel, in rows and columns."""
    for axis in (0, 1):
        old = np.moveaxis(values, axis, 0)
        new = old.copy()
        for step in range(1, reach + 1):
            np.maximum(new[step:], old[:-step], out=new[step:])
            np.maximum(new[:-step], old[step:], out=new[:-step])
        values = np.moveaxis(new, 0, axis)
    return values


def lowest(values: Array, reach: int) -> Array:
    """Give the smallest value within reach of each pixel, in rows and columns."""
    return -highest(-values, reach)


def blurred(values: Array, reach: int) -> Array:
    """Average within reach of each pixel, twice."""
    for axis in (0, 1, 0, 1):
        old = np.moveaxis(values, axis, 0)
        before, after = np.repeat(old[:1], reach + 1, 0), np.repeat(old[-1:], reach, 0)
        sums = np.cumsum(np.concatenate([before, old, after]), axis=0)
        new = (sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1)
        values = np.moveaxis(new, 0, axis)
    return values


def calmed(values: Array) -> Array:
    """Give each pixel the median of its 3 × 3 neighbours, so that single odd pixels vanish."""
    padded = np.pad(values, [(1, 1), (1, 1), *[(0, 0)] * (values.ndim - 2)], mode="edge")
    rows, columns = values.shape[:2]
    around = [padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    return np.median(np.stack(around), axis=0)
