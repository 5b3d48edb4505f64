"""Images: any picture file becomes a square of numbers from 0 (black) to 1 (white)."""

import io
import threading
import warnings

import numpy as np
from pi_heif import register_heif_opener
from PIL import Image, UnidentifiedImageError

from models.data.mnist_preprocessing import PreparationTrace, as_digit, trace_preparation
from models.nn.arrays import Array

__all__ = ["PreparationTrace", "as_digit", "from_file", "trace_preparation"]

Image.init()  # Pillow otherwise knows some formats only after it has failed to read one
register_heif_opener()

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "AVIF", "HEIF")
NAMED = "PNG, JPEG, WebP, AVIF, HEIC, GIF or BMP"
SIGNATURES = (b"\x89PNG", b"\xff\xd8", b"RIFF", b"GIF8", b"BM")  # how files of those kinds begin
MOST_BYTES = 20 * 1024 * 1024
# A small file can unfold to gigabytes. While it is read, a pixel of a phone's photograph takes 4
# bytes (a progressive JPEG), 7 (HEIC) or 9 (AVIF), of other kinds up to 16; an ordinary JPEG is
# read at a reduced scale, row by row.
MOST_PIXELS = 25_000_000
MOST_OF_A_PHONE = 50_000_000
MOST_IN_ROWS = 210_000_000
ONE_AT_A_TIME = threading.Lock()  # a class's photographs together would fill the memory
MOST_STRETCH = 20  # beyond, the short side would be one pixel of the 28 and show nothing
LARGEST_SIDE = 1024
MIN_DRAFT = 1024  # pixels a side from which on a JPEG is reduced
UNPADDED = 128  # from this side on a picture is for the preparation, which sees no edge of ours
ADVICE = "make it smaller, crop it, or take it with the camera button"

# EXIF says how the camera was held; this is what turns each picture upright.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ORIENTATION = 0x0112


def from_file(contents: bytes, side: int = 28, channels: int = 1) -> Array:
    """Read a picture file into a square of values, 0 is black and 1 is white.

    The picture keeps its proportions. Up to 127 pixels a side, what is missing to a square is
    filled with the median colour of its border; larger ones are for the preparation, which is
    better off without an edge of ours, and come as rectangles. It stands upright as EXIF says,
    what is transparent gets a ground against which the rest shows, and of an animation the first
    frame counts.

    Args:
        contents: the bytes of a PNG, JPEG, WebP, AVIF, HEIC, GIF or BMP file, at most 20 MB.
        side: rows and columns of the result, 1 to 1024; from 128 on, those of its longer side.
        channels: 1 for brightness, 3 for red, green and blue.

    Returns:
        ``(side, side)`` for one channel, ``(side, side, 3)`` for three; or less on one side.

    Raises:
        ValueError: not such a file, a damaged one, or one too large or too stretched.
    """
    if channels not in (1, 3):
        raise ValueError(f"a picture is read with 1 channel or 3, got {channels!r}")
    if not isinstance(side, int | np.integer) or not 1 <= side <= LARGEST_SIDE:
        raise ValueError(f"a side is a whole number from 1 to {LARGEST_SIDE}, got {side!r}")
    with ONE_AT_A_TIME:
        picture = _fitted(_upright(_opened(contents, int(side))), int(side), int(channels))
    values = np.asarray(picture, dtype=float) / (1 if picture.mode == "F" else 255)
    if channels == 3 and values.ndim == 2:
        values = np.repeat(values[:, :, np.newaxis], 3, axis=2)
    values = np.clip(values, 0, 1)
    return values if side >= UNPADDED else _padded(values, int(side))


def _opened(contents: bytes, side: int) -> Image.Image:
    """Decode the first frame, whole and undamaged, or say in a sentence why not."""
    if not isinstance(contents, bytes | bytearray | memoryview):
        raise ValueError(f"a picture file is read from its bytes, got {type(contents).__name__}")
    contents = bytes(contents)
    if not contents:
        raise ValueError("this file is empty: choose a picture that has something in it")
    if len(contents) > MOST_BYTES:
        raise ValueError(
            f"this file has {len(contents) / 1024**2:.1f} MB, at most "
            f"{MOST_BYTES // 1024**2} MB can be read: {ADVICE}"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we refuse what Pillow only warns of
            with Image.open(io.BytesIO(contents), formats=FORMATS) as picture:
                _check_size(picture)
                picture.verify()  # the checksums, which load() does not look at
            picture = Image.open(io.BytesIO(contents), formats=FORMATS)
            # Twice as fine as it is needed, a reduced JPEG is as good as the whole.
            picture.draft(None, (max(2 * side, MIN_DRAFT), max(2 * side, MIN_DRAFT)))
            picture.load()
            return picture
    except _UnsuitableError:
        raise
    except Image.DecompressionBombError as error:
        raise ValueError(f"this picture has far too many pixels: {ADVICE}") from error
    except Exception as error:  # Pillow's decoders raise nearly every kind there is
        known = contents.startswith(SIGNATURES) or contents[4:8] == b"ftyp"  # AVIF's and HEIC's
        if isinstance(error, UnidentifiedImageError) and not known:
            raise ValueError(
                "this file is no picture that can be read here, whatever its name says: "
                f"it has to be {NAMED}"
            ) from error
        raise ValueError(
            "this picture file is damaged or not complete: save it or take it again"
        ) from error


class _UnsuitableError(ValueError):
    """A sound picture of a size that cannot be read."""


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    most = MOST_PIXELS
    if picture.format in ("HEIF", "AVIF") or picture.info.get("progressive"):
        most = MOST_OF_A_PHONE
    elif picture.format in ("JPEG", "MPO"):
        most = MOST_IN_ROWS
    if width * height > most:
        raise _UnsuitableError(
            f"this picture has {width} × {height} pixels, at most "
            f"{most / 1e6:.0f} million in all can be read: {ADVICE}"
        )
    if max(width, height) > MOST_STRETCH * max(1, min(width, height)):
        raise _UnsuitableError(
            f"this picture has {width} × {height} pixels, its longer side may be at most "
            f"{MOST_STRETCH} times its shorter: crop it to what is drawn"
        )


def _upright(picture: Image.Image) -> Image.Image:
    """Turn the picture as it was taken, and lay what is transparent on white."""
    try:
        turn = UPRIGHT.get(picture.getexif().get(ORIENTATION))
    except Exception:  # noqa: BLE001 - whatever a camera's note breaks, its picture is read
        turn = None
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = _sixteen_bits(picture)
    elif picture.has_transparency_data:
        picture = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        if max(picture.size) > 2 * LARGEST_SIDE:
            picture = picture.reduce(max(picture.size) // LARGEST_SIDE)
        picture = _on_ground(picture)
    return picture if turn is None else picture.transpose(turn)


def _on_ground(picture: Image.Image) -> Image.Image:
    """Lay what is seen through on a ground against which it shows."""
    small = np.asarray(picture.resize([min(length, 256) for length in picture.size]), float)
    seen = small[..., 3] > 127
    if not seen.any():
        return Image.new("RGB", picture.size, "white")
    colours = small[seen][:, :3]
    brightness = colours.mean(axis=1)
    if seen.mean() > 0.5 and np.std(brightness) > 12:  # its paper is part of it
        ground = tuple(np.median(colours, axis=0).astype(int))
    else:
        ground = (0, 0, 0) if np.median(brightness) > 127 else (255, 255, 255)
    page = Image.new("RGBA", picture.size, (*map(int, ground), 255))
    return Image.alpha_composite(page, picture).convert("RGB")


def _sixteen_bits(picture: Image.Image) -> Image.Image:
    """Bring 16-bit grey to values 0 to 1; Pillow's own way to 8 bits would clip them."""
    values = np.array(picture, dtype=np.float32)  # which holds each such number as it is
    transparent = picture.info.get("transparency")
    if isinstance(transparent, int):
        values[values == transparent] = 65535
    values /= 65535  # in place: the largest has 25 million pixels
    return Image.fromarray(values)


def _fitted(picture: Image.Image, side: int, channels: int) -> Image.Image:
    """Bring the longer side to ``side`` pixels and the colours to one channel or three."""
    mode = "RGB" if channels == 3 else "L"
    if picture.mode not in ("F", mode):
        picture = picture.convert(mode)
    scale = side / max(picture.size)
    size = tuple(max(1, round(length * scale)) for length in picture.size)
    # Shrunk by BOX a pixel is the mean of all it covers, so that no thin stroke falls through.
    method = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return picture.resize(size, method)


def _padded(values: Array, side: int) -> Array:
    """Lay the picture in the middle of a square of its own background."""
    border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    square = np.empty((side, side, *values.shape[2:]))
    square[:] = np.median(border, axis=0)
    top, left = ((side - length) // 2 for length in values.shape[:2])
    square[top : top + values.shape[0], left : left + values.shape[1]] = values
    return square
