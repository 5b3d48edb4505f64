"""Handwriting: MNIST's digits written again by other hands, with other pens, on other paper.

What the shipped network learns from besides MNIST itself, and what it is judged on: each picture
goes through `models.data.image_files.as_digit`, as a learner's own drawing does.
"""

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageFilter

from data.hands import hand, inked, lines
from models.nn.arrays import Array

FINE = 3  # pixels a side that one MNIST pixel becomes before the pen is changed
ROOM = 40  # MNIST pixels a side, so that nothing slants out of the picture


def written(
    image: Array,
    rng: np.random.Generator,
    slant: float = 0.0,
    turn: float = 0.0,
    wobble: float = 0.0,
    stretch: float = 0.0,
    pen: float = 0.5,
) -> Array:
    """Write one MNIST digit again: the ink alone, cropped, 0 to 1.

    Args:
        image: ``(28, 28)``, uint8.
        rng: where the chance in wobble and stretch comes from.
        slant: degrees that upright strokes lean to the right.
        turn: degrees the whole digit is turned.
        wobble: MNIST pixels by which its parts wander.
        stretch: how much wider or higher it may become, 0.2 is a fifth.
        pen: 0 is hair-thin, 0.5 as it was, 1 a thick marker.
    """
    side = ROOM * FINE
    picture = Image.new("L", (ROOM, ROOM))
    picture.paste(Image.fromarray(image), ((ROOM - 28) // 2,) * 2)
    picture = picture.resize((side, side), Image.Resampling.BICUBIC)
    lean, angle = np.tan(np.radians(slant)), np.radians(turn)
    scale = np.exp(rng.uniform(-stretch, stretch, 2))
    matrix = np.array([[1, lean], [0, 1]]) @ [
        [np.cos(angle), -np.sin(angle)],
        [np.sin(angle), np.cos(angle)],
    ]
    steps = np.linspace(0, side, 6)
    corners = np.stack(np.meshgrid(steps, steps), axis=-1)  # (6, 6, 2): x and y
    sources = ((corners - side / 2) * scale) @ matrix.T + side / 2
    sources += rng.normal(0, wobble * FINE, sources.shape) if wobble else 0
    mesh = [
        (
            (*corners[r, c].astype(int), *corners[r + 1, c + 1].astype(int)),
            (*sources[r, c], *sources[r + 1, c], *sources[r + 1, c + 1], *sources[r, c + 1]),
        )
        for r in range(5)
        for c in range(5)
    ]
    picture = picture.transform((side, side), Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    return _cropped(_inked(picture, pen))


def _inked(picture: Image.Image, pen: float) -> Array:
    """Draw the strokes thinner or thicker: a blur, cut where the pen's edge shall be."""
    if pen > 0.75:
        picture = picture.filter(ImageFilter.MaxFilter(2 * round(1 + 8 * (pen - 0.75)) + 1))
    blurred = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.7 * FINE)), float) / 255
    peak = np.percentile(blurred[blurred > 0.2], 80) if (blurred > 0.2).any() else 1.0
    cut = peak * np.interp(pen, [0, 0.5, 0.75, 1], [0.85, 0.45, 0.25, 0.35])
    return np.clip((blurred - cut) * 4 / peak + 0.5, 0, 1)


def _cropped(ink: Array) -> Array:
    rows, columns = (np.flatnonzero((ink > 0.1).any(axis=axis)) for axis in (1, 0))
    if rows.size == 0:
        return np.ones((3, 3))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def placed(
    ink: Array, canvas: tuple[int, int], size: float, where: tuple[float, float] = (0.5, 0.5)
) -> Array:
    """Lay ink on an empty canvas: its longer side a share of the canvas, its place from 0 to 1."""
    scale = size * min(canvas) / max(ink.shape)
    rows, columns = (max(1, round(length * scale)) for length in ink.shape)
    picture = Image.fromarray((ink * 255).astype(np.uint8))
    picture = picture.resize((columns, rows), Image.Resampling.BILINEAR)
    result = np.zeros(canvas)
    top, left = round((canvas[0] - rows) * where[0]), round((canvas[1] - columns) * where[1])
    result[top : top + rows, left : left + columns] = np.asarray(picture, float) / 255
    return result


def photographed(ink: Array, rng: np.random.Generator, jpeg: bool = True) -> Array:
    """Photograph ink on paper: uneven light, perhaps a shadow, blur, noise, and JPEG's traces."""
    rows, columns = ink.shape
    y, x = np.mgrid[0:rows, 0:columns] / max(rows, columns) - 0.5
    paper = rng.uniform(0.65, 0.98)
    light = 1 + rng.uniform(-0.3, 0.3) * x + rng.uniform(-0.3, 0.3) * y
    light -= rng.uniform(0, 0.5) * (x**2 + y**2)
    if rng.random() < 0.35:  # the shadow of a hand or a telephone
        angle, edge = rng.uniform(0, 2 * np.pi), rng.uniform(-0.2, 0.4)
        distance = np.cos(angle) * x + np.sin(angle) * y - edge
        light *= 1 - rng.uniform(0.1, 0.4) / (1 + np.exp(-distance / rng.uniform(0.01, 0.1)))
    ink = np.asarray(
        Image.fromarray((ink * 255).astype(np.uint8)).filter(
            ImageFilter.GaussianBlur(rng.uniform(0, 0.008) * max(rows, columns))
        ),
        float,
    )
    picture = paper * light * (1 - rng.uniform(0.4, 0.85) * ink / 255)
    picture = picture + rng.normal(0, rng.uniform(0.005, 0.03), picture.shape)
    picture = np.clip(picture, 0, 1)
    return through_jpeg(picture, int(rng.integers(40, 95))) if jpeg else picture


def through_jpeg(picture: Array, quality: int) -> Array:
    """Save as JPEG and read back."""
    file = io.BytesIO()
    Image.fromarray((picture * 255).astype(np.uint8)).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file).convert("L"), float) / 255


def anyhow(image: Array, rng: np.random.Generator) -> Array:
    """One digit as anybody might write it: what the network trains on."""
    ink = written(
        image,
        rng,
        slant=rng.normal(0, 11),
        turn=rng.normal(0, 6),
        wobble=rng.uniform(0, 0.9),
        stretch=0.25,
        pen=rng.uniform(0, 1),
    )
    return placed(ink, (56, 56), rng.uniform(0.35, 0.98))


def by_hand(digit: int, rng: np.random.Generator) -> Array:
    """One digit drawn from its strokes, with any pen: the network trains on this, too."""
    height = int(rng.integers(26, 50))
    strokes = lines(digit, hand(int(rng.integers(10_000))), rng)
    width = max(stroke[:, 0].max() for stroke in strokes)
    ink = inked(strokes, round(height / max(1, width)), height * rng.uniform(0.025, 0.2))
    return np.pad(ink, 3)


PAD = (280, 280)
CONDITIONS: dict[str, Callable[[Array, np.random.Generator], Array]] = {
    "plain": lambda i, r: placed(written(i, r), PAD, 0.7),
    "thick": lambda i, r: placed(written(i, r, pen=0.95), PAD, 0.7),
    "thin": lambda i, r: placed(written(i, r, pen=0.1), PAD, 0.7),
    "slanted": lambda i, r: placed(written(i, r, slant=r.choice([-25, 25])), PAD, 0.7),
    "turned": lambda i, r: placed(written(i, r, turn=r.choice([-12, 12])), PAD, 0.7),
    "shaky": lambda i, r: placed(written(i, r, wobble=0.8, stretch=0.2), PAD, 0.7),
    "off-center": lambda i, r: placed(written(i, r), PAD, 0.5, tuple(r.choice([0.03, 0.97], 2))),
    "dark on light": lambda i, r: 1 - placed(written(i, r), PAD, 0.7),
    "small": lambda i, r: placed(written(i, r), PAD, 0.15, tuple(r.uniform(0, 1, 2))),
    "filling": lambda i, r: placed(written(i, r), PAD, 0.99),
    "photo": lambda i, r: photographed(
        placed(
            written(i, r, slant=r.normal(0, 6), turn=r.normal(0, 5), pen=r.uniform(0.2, 0.8)),
            (400, 320),
            r.uniform(0.3, 0.8),
            tuple(r.uniform(0.1, 0.9, 2)),
        ),
        r,
    ),
}
"""How a learner's drawing may look, by name; each takes an MNIST digit and a generator."""
