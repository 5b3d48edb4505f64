"""Sketches: digits as schools teach them and MNIST hardly knows them, drawn from their strokes.

A 1 with a long flag or a foot, a crossed 7, a closed 4, a 9 that stands straight: where MNIST's
American writers never wrote them, the network would otherwise never have seen one.
"""

import numpy as np
from PIL import Image, ImageDraw

from models.arrays import Array

Stroke = list[tuple[float, float]]  # x to the right and y down, 0 to 10; a point twice is a corner

_FLAG = [(2, 3.5), (5.5, 0), (5.5, 0), (5.5, 10)]
_SEVEN = [(1, 0.3), (8.5, 0), (8.5, 0), (5.5, 4.5), (4, 10)]
_RING = [(5, 0), (1.5, 2.5), (1.2, 6), (3, 9.6), (6.5, 9.6), (8.6, 6), (8.2, 2.2), (5, 0)]
_BELLY = [(3, 4.2), (6.5, 4), (8.3, 6.8), (6, 9.9), (1.5, 9)]
_HEAD = [(8, 1.5), (5, 0), (2, 2.2), (3.5, 5), (7, 4.5), (8, 1.5), (8, 1.5)]

SKETCHES: dict[int, list[list[Stroke]]] = {
    0: [[_RING], [_RING, [(7.8, 1), (2.2, 9)]]],
    1: [
        [_FLAG],
        [_FLAG, [(2.5, 10), (8.5, 10)]],
        [[(1, 5), (5.5, 0), (5.5, 0), (5.2, 10)]],
        [[(3.5, 2), (5.5, 0), (5.5, 0), (5.5, 10)]],
        [[(3, 2.2), (5.5, 0), (5.5, 0), (5.5, 10)], [(3, 10), (8, 10)]],
    ],
    2: [
        [[(1.5, 2.5), (4.5, 0), (7.8, 2.5), (5, 6.5), (1.2, 10), (1.2, 10), (8.8, 10)]],
        [[(1.8, 1.5), (5, 0), (8, 3), (2, 9.5), (2, 9), (5, 9), (8.8, 10)]],
    ],
    3: [
        [[(1.5, 1.2), (5, 0), (7.8, 2.2), (4.5, 4.6), (4.5, 4.6), (8.2, 7), (5.5, 10), (1.2, 8.8)]],
        [[(1.5, 0), (8, 0), (8, 0), (4.2, 4), (4.2, 4), (8.2, 6.8), (5.5, 10), (1.2, 9)]],
    ],
    4: [
        [[(6.5, 10), (6.5, 0), (6.5, 0), (1, 7), (1, 7), (9, 7)]],
        [[(2.2, 0), (1.6, 5), (1.6, 5), (8.5, 5)], [(7, 0), (6.8, 10)]],
        [[(5, 0), (1.2, 6.2), (1.2, 6.2), (9, 6)], [(6.2, 3.5), (5.6, 10)]],
    ],
    5: [
        [[(8, 0), (2.6, 0), (2.6, 0), (2.2, 4.5), (2.2, 4.5), *_BELLY[1:]]],
        [[(2.6, 0.2), (2.2, 4.6), (2.2, 4.6), *_BELLY[1:]], [(2.6, 0.2), (8.2, 0)]],
    ],
    6: [
        [[(7, 0), (3, 3), (1.5, 7), (4.5, 10), (8, 7.5), (5.5, 5), (1.8, 7.2)]],
        [[(7.5, 0.5), (5, 0), (2, 4), (2, 8.5), (5, 10), (8, 8), (6.5, 5.2), (2.2, 6.5)]],
    ],
    7: [
        [_SEVEN],
        [_SEVEN, [(2.5, 5), (8.2, 4.8)]],
        [[(1.2, 2), (1.2, 0), (1.2, 0), *_SEVEN[1:]]],
        [[(1.2, 1.8), (1.2, 0), (1.2, 0), *_SEVEN[1:]], [(3, 5.3), (8, 4.6)]],
        [_SEVEN, [(3, 5.5), (7.6, 5.5)]],
    ],
    8: [
        [
            [
                (5, 4.8),
                (2, 2.4),
                (5, 0),
                (8, 2.4),
                (5, 4.8),
                (1.5, 7.4),
                (5, 10),
                (8.5, 7.4),
                (5, 4.8),
            ]
        ],
        [[(8, 1.5), (5, 0), (2.2, 2.2), (7.8, 7.5), (5, 10), (2, 7.5), (7.5, 3), (8, 1.5)]],
    ],
    9: [
        [[*_HEAD, (7.6, 10)]],
        [[*_HEAD, (7.5, 8), (5, 10), (2, 9.2)]],
        [[*_HEAD, (4.5, 10)]],
        [[(8, 2.5), (5, 0), (2, 2.5), (5, 5), (8, 2.5), (8, 6.5), (5.5, 9.8), (1.8, 8.8)]],
    ],
}
"""For each digit its ways of being written, each a list of strokes."""


def sketched(digit: int, rng: np.random.Generator) -> Array:
    """Draw one digit in one of its ways by an unsteady hand, (28, 28) uint8 as MNIST's are."""
    ways = SKETCHES[digit]
    fine = 6
    picture = Image.new("L", (28 * fine, 28 * fine))
    pen = ImageDraw.Draw(picture)
    width = max(1, round(fine * rng.uniform(0.9, 3.2)))
    wide = rng.uniform(0.9, 1.9)
    for stroke in ways[rng.integers(len(ways))]:
        points = np.array(stroke, float)
        hand = rng.normal(0, 0.35, points.shape)
        repeated = np.flatnonzero((points[1:] == points[:-1]).all(axis=1))
        hand[repeated + 1] = hand[repeated]  # a corner stays one point
        way = _curve(points + hand) * fine * np.array([wide, 2.0])
        way += fine * (14 - 5 * np.array([wide, 2.0]))
        pen.line([tuple(point) for point in way], fill=255, width=width, joint="curve")
        for x, y in (way[0], way[-1]):
            pen.circle((x, y), width / 2, fill=255)
    return np.asarray(picture.resize((28, 28), Image.Resampling.BOX))


def _curve(points: Array) -> Array:
    """A smooth way through all points (Catmull and Rom's), eight steps from one to the next."""
    before, after = np.vstack([points[:1], points[:-2]]), np.vstack([points[2:], points[-1:]])
    first, last = points[:-1], points[1:]
    t = np.linspace(0, 1, 9)[:, np.newaxis, np.newaxis]
    way = first + 0.5 * t * (
        (last - before)
        + t
        * (2 * before - 5 * first + 4 * last - after + t * (3 * (first - last) + after - before))
    )
    return way.swapaxes(0, 1).reshape(-1, 2)
