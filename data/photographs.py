"""Photographs: a drawn digit as phones, scanners and screenshots would show it, as a picture file.

Each kind in `KINDS` turns strokes into the bytes of a file; each in `BLANK` does so with nothing
drawn. What they have in common is computed at the picture's own size, as a camera would see it.
"""

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageFilter

from data.hands import hand, inked, lines
from models.nn.arrays import Array

PHOTO = (600, 800)  # rows and columns; phones have more, which reading averages away
SCREEN = (560, 520)


def drawn(
    digit: int, rng: np.random.Generator, for_test: bool, size: tuple[int, int], pen: float
) -> Array:
    """Draw one digit somewhere on an empty page: ink from 0 to 1.

    Args:
        digit: 0 to 9.
        rng: which hand draws it, how large and where.
        for_test: by a hand that no training sees.
        size: rows and columns of the page.
        pen: pixels of its width.
    """
    strokes = lines(digit, hand(int(rng.integers(10_000)), for_test), rng)
    wide = max(stroke[:, 0].max() for stroke in strokes)
    height = min(rng.uniform(0.22, 0.7) * size[0], 0.8 * size[1] / max(wide, 0.1))
    return laid(inked(strokes, round(height), pen), size, rng)


def laid(ink: Array, size: tuple[int, int], rng: np.random.Generator) -> Array:
    """Lay ink on a page, off its middle and turned by some degrees."""
    page = Image.new("L", size[::-1])
    room = [length - part for length, part in zip(size, ink.shape, strict=True)]
    top, left = (round(free * rng.uniform(0.2, 0.8)) for free in room)
    page.paste(Image.fromarray((ink * 255).astype(np.uint8)), (left, top))
    return np.asarray(page, float) / 255


def rules(size: tuple[int, int], rng: np.random.Generator, squared: bool) -> Array:
    """Print rules on a page: squares, or lines with perhaps a margin; 0 to 1."""
    rows, columns = np.arange(size[0]), np.arange(size[1])
    apart, wide = rng.uniform(25, 60), rng.uniform(0.8, 1.8)
    start = rng.uniform(0, apart, 2)

    def along(places: Array, first: float, apart: float) -> Array:
        away = np.abs((places - first + apart / 2) % apart - apart / 2)
        return np.clip(wide / 2 + 0.5 - away, 0, 1)

    across = along(rows, start[0], apart)[:, np.newaxis] * np.ones(len(columns))
    if squared:
        return np.maximum(across, along(columns, start[1], apart))
    if rng.random() < 0.4:
        margin = np.clip(1.5 - np.abs(columns - rng.uniform(0.08, 0.15) * size[1]), 0, 1)
        return np.maximum(across, margin)
    return across


def on_paper(
    ink: Array,
    rng: np.random.Generator,
    shaded: float = 0.0,
    printed: Array | None = None,
    shadow: bool = False,
    strength: tuple[float, float] = (0.65, 0.92),
) -> Array:
    """Photograph a page, (rows, columns, 3) from 0 to 1: paper, light, lens and noise.

    Args:
        ink: what is drawn, 0 to 1.
        rng: where all chance comes from.
        shaded: the share of the light that is lost from one side to the other.
        printed: rules on the paper, 0 to 1.
        shadow: whether something throws a shadow on it.
        strength: least and most of the light that the ink takes away.
    """
    paper = rng.uniform(0.8, 0.97) * (1 - np.array([0, rng.uniform(0, 0.03), rng.uniform(0, 0.12)]))
    grain = _coarse(rng, ink.shape, 3) * rng.uniform(0.002, 0.01)
    picture = paper * (1 + grain[..., np.newaxis])
    if printed is not None:
        colors = ([0.42, 0.25, 0.06], [0.3, 0.3, 0.3], [0.35, 0.2, 0.12], [0.25, 0.1, 0.2])
        color = np.array(colors[rng.integers(len(colors))]) * rng.uniform(0.6, 1.2)
        picture = picture * (1 - color * printed[..., np.newaxis])
    pens = ([1, 1, 1], [1, 1, 1], [1, 0.92, 0.55], [0.5, 1, 1])  # black, black, blue, red
    pen = np.array(pens[rng.integers(4)]) * rng.uniform(*strength)
    uneven = ink * np.clip(1 + 0.12 * _coarse(rng, ink.shape, 12), 0.6, 1)
    picture = picture * (1 - pen * uneven[..., np.newaxis])
    picture = _turned(picture, rng.uniform(-6, 6))
    picture = np.clip(picture * _light(picture.shape[:2], rng, shaded, shadow)[..., None], 0, 1)
    picture = _blurred(picture, rng.uniform(0.3, 1.1))
    picture = picture + rng.normal(0, rng.uniform(0.004, 0.025), picture.shape[:2])[..., None]
    return np.clip(picture + rng.normal(0, 0.006, picture.shape), 0, 1)


def _coarse(rng: np.random.Generator, size: tuple[int, int], grain: int) -> Array:
    """Noise whose grains are so many pixels large."""
    small = rng.normal(0, 1, [length // grain + 2 for length in size]).astype(np.float32)
    picture = Image.fromarray(small).resize(size[::-1], Image.Resampling.BILINEAR)
    return np.asarray(picture, float)


def _turned(picture: Array, degrees: float) -> Array:
    """Turn a page a little, with no corner of it missing."""
    rows, columns = picture.shape[:2]
    angle = np.radians(degrees)
    zoom = np.cos(angle) + abs(np.sin(angle)) * max(rows / columns, columns / rows)
    a, b = np.cos(angle) / zoom, np.sin(angle) / zoom
    x, y = columns / 2, rows / 2
    matrix = (a, b, x - a * x - b * y, -b, a, y + b * x - a * y)
    image = Image.fromarray((picture * 255).astype(np.uint8))
    turned = image.transform(image.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    return np.asarray(turned, float) / 255


def _light(size: tuple[int, int], rng: np.random.Generator, shaded: float, shadow: bool) -> Array:
    y, x = np.mgrid[0 : size[0], 0 : size[1]] / max(size) - 0.5
    way = rng.uniform(0, 2 * np.pi)
    light = 1 - shaded * (0.5 + np.cos(way) * x + np.sin(way) * y)
    light -= rng.uniform(0, 0.35) * shaded * (x**2 + y**2)
    if shadow:
        way, edge = rng.uniform(0, 2 * np.pi), rng.uniform(-0.2, 0.3)
        beyond = np.cos(way) * x + np.sin(way) * y - edge
        light *= 1 - rng.uniform(0.15, 0.5) / (1 + np.exp(-beyond / rng.uniform(0.004, 0.06)))
    return light


def _blurred(picture: Array, reach: float) -> Array:
    image = Image.fromarray((picture * 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(reach)), float) / 255


def whitened(picture: Array, rng: np.random.Generator) -> Array:
    """Make a photograph a scan, as apps do: divided by its own light, and its paper white."""
    gray = picture.mean(axis=2)
    image = Image.fromarray((gray * 255).astype(np.uint8))
    small = image.resize([length // 6 for length in image.size], Image.Resampling.BOX)
    light = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    light = np.asarray(light.resize(image.size, Image.Resampling.BILINEAR), float) / 255
    even = np.clip(gray / np.maximum(light, 0.05), 0, 1)
    white, black = rng.uniform(0.72, 0.93), rng.uniform(0.15, 0.4)
    if rng.random() < 0.25:
        even = (even > (white + black) / 2).astype(float)  # as a fax has it
    else:
        even = np.clip((even - black) / (white - black), 0, 1)
    return np.repeat(even[..., np.newaxis], 3, axis=2)


def file(picture: Array | Image.Image, kind: str, **options: object) -> bytes:
    """Save a picture, (rows, columns) or with channels, 0 to 1."""
    if not isinstance(picture, Image.Image):
        picture = Image.fromarray(np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8))
    saved = io.BytesIO()
    picture.save(saved, kind, **options)
    return saved.getvalue()


def _jpeg(picture: Array, rng: np.random.Generator) -> bytes:
    return file(picture, "JPEG", quality=int(rng.integers(55, 95)))


def framed(ink: Array, rng: np.random.Generator) -> bytes:
    """Take a screenshot with a frame, at its edge or some pixels inside."""
    light = rng.random() < 0.75
    ground, pen = np.array([0.93, 0.1]) if light else np.array([0.1, 0.95])
    ground = 1.0 if light and rng.random() < 0.7 else ground
    picture = np.repeat((ground + (pen - ground) * ink)[..., np.newaxis], 3, axis=2)
    inset, wide = int(rng.choice([0, 0, 0, 3, 10])), int(rng.integers(1, 8))
    color = rng.uniform(0, 0.75, 3) if light else rng.uniform(0.3, 1, 3)
    for axis in (0, 1):
        sides = np.moveaxis(picture, axis, 0)
        crossing = slice(inset, sides.shape[1] - inset)
        sides[inset : inset + wide, crossing] = color
        sides[len(sides) - inset - wide : len(sides) - inset, crossing] = color
    return file(picture, "PNG") if rng.random() < 0.7 else _jpeg(picture, rng)


def transparent(ink: Array, white: bool) -> bytes:
    """Save ink without any paper, white or nearly black."""
    color = np.full((*ink.shape, 3), 1.0 if white else 0.08)
    return file(np.dstack([color, ink]), "PNG")


Kind = Callable[[int, np.random.Generator, bool], bytes]


def _photo(pen: float, shaded: tuple[float, float], squared: bool | None = None, **more) -> Kind:
    def made(digit: int, rng: np.random.Generator, for_test: bool) -> bytes:
        ink = drawn(digit, rng, for_test, PHOTO, pen)
        printed = None if squared is None else rules(PHOTO, rng, squared)
        return _jpeg(on_paper(ink, rng, rng.uniform(*shaded), printed, **more), rng)

    return made


def _scan(digit: int, rng: np.random.Generator, for_test: bool) -> bytes:
    ink = drawn(digit, rng, for_test, PHOTO, rng.choice([3.4, 4.7, 7]))
    return _jpeg(whitened(on_paper(ink, rng, rng.uniform(0, 0.5)), rng), rng)


def _screen(digit: int, rng: np.random.Generator, for_test: bool) -> bytes:
    return framed(drawn(digit, rng, for_test, SCREEN, rng.uniform(4, 18)), rng)


def _pad(digit: int, rng: np.random.Generator, for_test: bool) -> bytes:
    ink = drawn(digit, rng, for_test, (280, 280), rng.uniform(16, 30))
    small = Image.fromarray((ink * 255).astype(np.uint8)).resize((28, 28), Image.Resampling.BOX)
    return file(small.resize((280, 280), Image.Resampling.NEAREST), "PNG")


def _see_through(white: bool) -> Kind:
    return lambda digit, rng, for_test: transparent(
        drawn(digit, rng, for_test, SCREEN, rng.uniform(6, 20)), white
    )


EVEN, SHADED = (0.0, 0.06), (0.25, 0.6)
KINDS: dict[str, Kind] = {
    "pad": _pad,
    "even light, thick pen": _photo(6, EVEN),
    "even light, thin pen": _photo(2.7, EVEN),
    "shaded, thick pen": _photo(6, SHADED),
    "shaded, thin pen": _photo(2.7, SHADED),
    "a shadow": _photo(5.5, EVEN, shadow=True),
    "marker": _photo(16, SHADED),
    "pencil": _photo(3.4, SHADED, strength=(0.35, 0.55)),
    "scan": _scan,
    "squared": _photo(4, SHADED, squared=True),
    "ruled": _photo(4, SHADED, squared=False),
    "frame": _screen,
    "white on transparent": _see_through(True),
    "dark on transparent": _see_through(False),
}
"""What a digit may come as: the digit, where chance comes from, and whether by test hands."""


def _blank(shaded: float, squared: bool | None = None, shadow: bool = False, scan: bool = False):
    def made(rng: np.random.Generator) -> bytes:
        printed = None if squared is None else rules(PHOTO, rng, squared)
        picture = on_paper(np.zeros(PHOTO), rng, rng.uniform(0, shaded), printed, shadow)
        return _jpeg(whitened(picture, rng) if scan else picture, rng)

    return made


BLANK: dict[str, Callable[[np.random.Generator], bytes]] = {
    "even light": _blank(0.05),
    "shaded": _blank(0.6),
    "a shadow": _blank(0.3, shadow=True),
    "squared": _blank(0.5, squared=True),
    "squared with a shadow": _blank(0.3, squared=True, shadow=True),
    "ruled": _blank(0.5, squared=False),
    "scan": _blank(0.5, scan=True),
    "scan of squares": _blank(0.4, squared=True, scan=True),
    "frame": lambda rng: framed(np.zeros(SCREEN), rng),
    "white": lambda rng: file(np.ones((200, 300)), "PNG"),
    "noise": lambda rng: file(0.8 + rng.normal(0, rng.uniform(0.01, 0.08), (300, 400)), "PNG"),
}
"""Pictures with nothing drawn on them, each must be read as blank."""
