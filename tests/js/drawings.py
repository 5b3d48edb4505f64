"""Drawings as learners make them on the pad: all pens, sizes and colors, empty and full ones.

The brush is the pad's (components/drawing/draw_pad/strokes.js): a stroke covers pixels by a share,
and every pixel shows its old ink and the new by that share.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from components.state.drawing import COLORS, PADS, Pad
from data.hands import hand, lines
from models.data.datasets import load_examples
from models.nn.arrays import Array

RADII = {3: (0.3, 0.3, 0.3), 8: (0.3, 0.8, 1.3), 28: (0.7, 1.2, 1.9)}
PALETTE = (
    (255, 255, 255),
    (255, 0, 0),
    (0, 255, 0),
    (0, 0, 255),
    (255, 255, 0),
    (0, 255, 255),
    (255, 0, 255),
    (128, 128, 128),
    (1, 1, 1),
    (255, 1, 0),
)


class Paper:
    """A pad's picture in whole levels, and what a learner does to it."""

    def __init__(self, pad: Pad, channels: int, rng: np.random.Generator) -> None:
        shape = (pad.side, pad.side) if channels == 1 else (pad.side, pad.side, channels)
        self.pad, self.channels, self.rng = pad, channels, rng
        self.levels = np.zeros(shape, np.uint8)

    def ink(self) -> Array:
        """Choose an ink: mostly full, at times faint, in color from a palette or any."""
        if self.channels == 1:
            share = self.rng.choice([1, 1, 1, self.rng.random(), 2 / self.pad.levels])
            return np.array(max(1, round(share * self.pad.levels)))
        color = PALETTE[self.rng.integers(len(PALETTE))]
        if self.rng.random() < 0.3:
            color = self.rng.integers(0, 256, 3)
        return np.floor(np.array(color) / 255 * self.pad.levels + 0.5)

    def stroke(self, way: Array, brush: int, ink: Array, erasing: bool = False) -> None:
        """Draw along points, (points, 2) of row and column in pixels."""
        radius, places = RADII[self.pad.side][brush], np.arange(self.pad.side)
        rows, columns = way[:, 0, np.newaxis], way[:, 1, np.newaxis]
        if radius < 0.5:
            shares = (np.floor(rows) == places)[:, :, None] & (np.floor(columns) == places)[:, None]
            share = shares.any(axis=0).astype(float)
        else:
            down, right = (places + 0.5 - rows) ** 2, (places + 0.5 - columns) ** 2
            away = np.sqrt((down[:, :, None] + right[:, None]).min(axis=0))
            share = np.clip(radius + 0.5 - away, 0, 1)
        old = self.levels.astype(float)
        if self.channels == 3:
            share = share[:, :, np.newaxis]
        mixed = np.floor(old + (ink - old) * share + 0.5)
        if self.channels == 1 and not erasing:
            mixed = np.where(share < 1, np.maximum(old, mixed), mixed)
        self.levels = np.where(share > 0, mixed, old).astype(np.uint8)

    def digit(self, small: bool = False) -> None:
        """Write a digit somewhere, in some size; a small one in the middle."""
        side, number = self.pad.side, int(self.rng.integers(1000))
        height = (0.4 if small else self.rng.uniform(0.3, 0.95)) * side
        strokes = lines(int(self.rng.integers(10)), hand(number), self.rng)
        most = height * np.concatenate(strokes).max(axis=0)[::-1]
        share = 0.5 if small else self.rng.uniform(-0.05, 1, 2)
        corner = share * np.maximum(side - most, 1)
        brush, ink = int(self.rng.integers(3)), self.ink()
        for stroke in strokes:
            self.stroke(_dense(height * stroke[:, ::-1] + corner), brush, ink)

    def scribble(self, erasing: bool = False) -> None:
        """Draw a few straight lines from point to point, or rub them out."""
        points = self.rng.uniform(0, self.pad.side, (int(self.rng.integers(1, 9)), 2))
        ink = np.zeros_like(self.ink()) if erasing else self.ink()
        self.stroke(_dense(points), int(self.rng.integers(3)), ink, erasing)


def _dense(points: Array) -> Array:
    """Fill in points along a way, as the pad does: four a pixel."""
    parts = [points[:1]]
    for first, last in pairwise(points):
        steps = max(1, int(np.ceil(np.hypot(*(last - first)) / 0.25)))
        parts.append(first + (last - first) * np.arange(1, steps + 1)[:, np.newaxis] / steps)
    return np.concatenate(parts)


def _digit(paper: Paper) -> None:
    paper.digit()


def _digit_and_more(paper: Paper) -> None:
    paper.digit()
    paper.scribble()
    paper.scribble(erasing=True)


def _scribbles(paper: Paper) -> None:
    for _ in range(int(paper.rng.integers(1, 12))):
        paper.scribble()


def _single_pixels(paper: Paper) -> None:
    for _ in range(int(paper.rng.integers(1, 6))):
        at = tuple(paper.rng.integers(paper.pad.side, size=2))
        paper.levels[at] = paper.ink()


def _noise(paper: Paper) -> None:
    most = int(paper.rng.choice([2, paper.pad.levels + 1]))
    paper.levels = paper.rng.integers(0, most, paper.levels.shape).astype(np.uint8)


def _smudged(paper: Paper) -> None:
    """A drawing over a page that is nowhere one exact value, as a photograph's."""
    light = int(paper.rng.integers(0, paper.pad.levels + 1))
    spread = max(1, paper.pad.levels // 20)
    page = light + paper.rng.integers(-spread, spread + 1, paper.levels.shape)
    paper.levels = np.clip(page, 0, paper.pad.levels).astype(np.uint8)
    paper.digit()


def _frame(paper: Paper) -> None:
    """A frame or some of its sides, around a digit or across it."""
    side = paper.pad.side
    low, high = paper.rng.uniform(0, side / 5), side - paper.rng.uniform(0, side / 5)
    corners = np.array([(low, low), (low, high), (high, high), (high, low), (low, low)])
    paper.stroke(_dense(corners[: int(paper.rng.choice([2, 3, 5, 5]))]), 0, paper.ink())
    paper.digit(small=paper.rng.random() < 0.7)


def _symmetrical(paper: Paper) -> None:
    """Ink whose center of mass lies halfway between two places."""
    paper.scribble()
    flipped = paper.levels[::-1] if paper.rng.random() < 0.5 else paper.levels[:, ::-1]
    paper.levels = np.maximum(paper.levels, flipped)


def _test_image(paper: Paper) -> None:
    images = load_examples("mnist", "test").images
    image = images[int(paper.rng.integers(len(images)))] / 255
    values = paper.pad.to_levels(image[: paper.pad.side, : paper.pad.side])
    paper.levels = values if paper.channels == 1 else np.repeat(values[:, :, None], 3, axis=2)


def _full(paper: Paper) -> None:
    paper.levels[:] = paper.ink()


def _empty(paper: Paper) -> None:
    paper.levels[:] = 0


KINDS: tuple[tuple[Callable[[Paper], None], float], ...] = (
    (_digit, 0.42),
    (_digit_and_more, 0.12),
    (_scribbles, 0.08),
    (_single_pixels, 0.05),
    (_noise, 0.05),
    (_smudged, 0.1),
    (_frame, 0.06),
    (_symmetrical, 0.06),
    (_test_image, 0.04),
    (_full, 0.01),
    (_empty, 0.01),
)


def drawing(number: int) -> Array:
    """Return one of endlessly many drawings, the same each time, as preparation reads it: 0 to 1.

    Args:
        number: which.
    """
    rng = np.random.default_rng([number, 28])
    pad = list(PADS.values())[int(rng.choice(3, p=[0.1, 0.2, 0.7]))]
    paper = Paper(pad, list(COLORS.values())[int(rng.random() < 0.35)], rng)
    kinds, shares = zip(*KINDS, strict=True)
    kinds[int(rng.choice(len(kinds), p=shares))](paper)
    if rng.random() < 0.1:
        paper.levels = (pad.levels - paper.levels).astype(np.uint8)  # the pad's *Invert*
    return paper.levels / pad.levels
