"""MNIST preprocessing: turn a drawing into light ink, centered on a dark ground, as in MNIST."""

from dataclasses import dataclass

import numpy as np

from models.data.ink_detection import segment_ink
from models.data.resampling import resized
from models.nn.arrays import Array, readonly

SIDE = 28  # of an MNIST image
BOX = 20  # the longer side of its ink
CENTER = 14  # the row and column where its center of mass lies
CENTER_DIGITS = 6  # decimals of a center of mass, computed from float32
MAX_SIDE = 280  # more pixels a side are averaged; the ink ends up in 20 of them anyway


@dataclass(frozen=True)
class PreparationTrace:
    """Every step from a drawing or a photograph to the image the network reads."""

    image: Array  # (rows, columns) or (rows, columns, 3), the input
    inverted: bool  # whether it was dark ink on light paper
    ink: Array  # (rows, columns), 0 paper to 1 full ink; at most MAX_SIDE a side
    box: tuple[int, int, int, int]  # top, bottom, left, right: ink[top:bottom, left:right]
    cropped: Array  # the ink inside the box
    scaled: Array  # the same with its longer side 20
    centered: Array  # (28, 28)
    shift: tuple[int, int]  # rows and columns from the middle of the box to the center of mass


def as_digit(image: Array) -> Array:
    """Prepare a drawing or photograph of one digit as MNIST's authors did.

    Light ink on a dark ground, the paper evened out, specks removed, the longer side of
    the ink scaled to 20 pixels, its center of mass moved to the middle of 28 × 28.

    Args:
        image: ``(rows, columns)`` or ``(rows, columns, 3)``, values from 0 to 1.

    Returns:
        ``(28, 28)``, all zeros when there is no ink.

    Raises:
        ValueError: the image has another shape or other values.

    >>> as_digit(np.ones((8, 8))).sum()
    np.float64(0.0)
    """
    return trace_preparation(image).centered


def trace_preparation(image: Array) -> PreparationTrace:
    """Prepare a drawing as `as_digit` does, and keep every step."""
    image = _validated(image)
    inverted, ink = segment_ink(resized(image, MAX_SIDE))
    box = _box(ink)
    cropped = ink[box[0] : box[1], box[2] : box[3]]
    scaled = _scaled(cropped)
    centered, shift = _centered(scaled)
    return PreparationTrace(
        image,
        inverted,
        readonly(ink),
        box,
        readonly(cropped),
        readonly(scaled),
        readonly(centered),
        shift,
    )


def _validated(image: Array) -> Array:
    try:
        image = readonly(image, float)
    except (TypeError, ValueError) as error:
        raise ValueError("a drawing is an array of numbers from 0 to 1") from error
    if image.size == 0 or not (image.ndim == 2 or (image.ndim == 3 and image.shape[2] == 3)):
        raise ValueError(
            "a drawing has shape (rows, columns) or (rows, columns, 3), each at least 1; "
            f"got shape {image.shape}"
        )
    if not (image.min() >= 0 and image.max() <= 1):  # written so that NaN is rejected too
        raise ValueError(
            f"a drawing has values from 0 to 1, got {image.min():g} to {image.max():g}"
        )
    return image


def _box(ink: Array) -> tuple[int, int, int, int]:
    rows = np.flatnonzero(ink.any(axis=1))
    columns = np.flatnonzero(ink.any(axis=0))
    if rows.size == 0:
        return 0, ink.shape[0], 0, ink.shape[1]
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _scaled(cropped: Array) -> Array:
    """Scale the longer side to 20 pixels, and the strongest ink back to 1."""
    scaled = resized(cropped, BOX, enlarge=True)
    strongest = scaled.max()
    return scaled / strongest if strongest > 0 else scaled


def _centered(scaled: Array) -> tuple[Array, tuple[int, int]]:
    """Place the scaled ink in 28 × 28 with its center of mass in the middle."""
    middle = [(SIDE - length) // 2 for length in scaled.shape]
    offsets = list(middle)
    mass = scaled.sum()
    if mass > 0:
        for axis in (0, 1):
            # Not `@`: the order in which BLAS adds depends on the processor.
            moments = scaled.sum(axis=1 - axis) * np.arange(scaled.shape[axis])
            # Rounded, as the center of a symmetrical drawing may lie halfway between two pixels,
            # and the last digits of Pillow's float32 also depend on the processor.
            center = round(float(moments.sum() / mass), CENTER_DIGITS)
            offsets[axis] = int(np.clip(round(CENTER - center), 0, SIDE - scaled.shape[axis]))
    top, left = offsets
    centered = np.zeros((SIDE, SIDE))
    centered[top : top + scaled.shape[0], left : left + scaled.shape[1]] = scaled
    return centered, (top - middle[0], left - middle[1])
