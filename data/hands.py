"""Hands: digits drawn from their strokes, each hand in a way of its own.

A hand has its forms of the ten digits and its slant, proportions, roundness and unsteadiness.
`SKETCHES` are forms to learn from; `TEST_SKETCHES` are forms, and `hand(…, for_test=True)` hands,
that no training sees: a network that classifies them correctly has not merely memorized them.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from data.sketches import SKETCHES, TEST_SKETCHES, Stroke, curve
from models.nn.arrays import Array


@dataclass(frozen=True)
class Hand:
    """How one person draws."""

    forms: tuple[list[Stroke], ...]  # of the digits 0 to 9
    slant: float  # degrees to the right
    wide: float  # 1 as in the sketches
    sharp: float  # 0 draws smooth curves, 1 straight lines from point to point
    unsteady: float  # tenths of the height by which a point misses its place
    trembling: float  # tenths of the height by which the line wavers


def hand(number: int, for_test: bool = False) -> Hand:
    """Give one of endlessly many hands, the same each time.

    Args:
        number: which.
        for_test: of those that no training sees; they draw other forms, too.
    """
    rng = np.random.default_rng([number, int(for_test), 17])
    forms = TEST_SKETCHES if for_test else SKETCHES
    return Hand(
        tuple(forms[digit][rng.integers(len(forms[digit]))] for digit in range(10)),
        slant=float(np.clip(rng.normal(2, 8), -20, 22)),
        wide=rng.uniform(0.75, 1.3),
        sharp=rng.choice([0, 0, 0.3, 0.6, 1]),
        unsteady=rng.uniform(0.1, 0.35),
        trembling=rng.uniform(0, 0.06),
    )


def lines(digit: int, hand: Hand, rng: np.random.Generator) -> list[Array]:
    """Draw a digit once: its strokes, each (points, 2) of x and y, the height from 0 to 1."""
    strokes = []
    for stroke in hand.forms[digit]:
        points = np.array(stroke, float)
        missed = rng.normal(0, hand.unsteady, points.shape)
        repeated = np.flatnonzero((points[1:] == points[:-1]).all(axis=1))
        missed[repeated + 1] = missed[repeated]  # a corner stays one point
        points += missed
        straight = np.linspace(points[:-1], points[1:], 9, axis=1).reshape(-1, 2)
        way = (1 - hand.sharp) * curve(points) + hand.sharp * straight
        knots = rng.normal(0, hand.trembling, (max(2, len(way) // 4), 2))
        at = np.linspace(0, len(knots) - 1, len(way))
        wavers = [np.interp(at, np.arange(len(knots)), knots[:, axis]) for axis in (0, 1)]
        strokes.append((way + np.stack(wavers, axis=1)) / 10)
    lean = np.array([[hand.wide * 0.75, -np.tan(np.radians(hand.slant)) * 0.75], [0, 1]])
    strokes = [stroke @ lean.T for stroke in strokes]
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    return [(stroke - low) / (high[1] - low[1]) for stroke in strokes]


def inked(strokes: list[Array], height: int, pen: float) -> Array:
    """Draw strokes with a round pen: their ink alone, 0 to 1.

    Args:
        strokes: as `lines` gives them.
        height: pixels from the highest point to the lowest.
        pen: pixels of its width.
    """
    fine = 3 if height < 200 else 2
    width = max(stroke[:, 0].max() for stroke in strokes)
    margin = pen / 2 + 1
    size = [int(np.ceil((length * height + 2 * margin) * fine)) for length in (width, 1)]
    picture = Image.new("L", size)
    drawing = ImageDraw.Draw(picture)
    for stroke in strokes:
        way = [tuple(point) for point in (stroke * height + margin) * fine]
        drawing.line(way, fill=255, width=max(1, round(pen * fine)))
        if pen * fine > 2:
            for x, y in way:
                drawing.circle((x, y), pen * fine / 2, fill=255)
    small = [max(1, length // fine) for length in size]
    return np.asarray(picture.resize(small, Image.Resampling.BOX), float) / 255
