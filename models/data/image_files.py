"""Image files: decode an image file of any supported format to values from 0 to 1."""

import io
import threading
import warnings

import numpy as np
from pi_heif import register_heif_opener
from PIL import Image, UnidentifiedImageError

from models.data.mnist_preprocessing import PreparationTrace, as_digit, trace_preparation
from models.nn.arrays import Array
from models.texts import LearnerError

__all__ = ["PreparationTrace", "as_digit", "from_file", "trace_preparation"]

Image.init()  # otherwise Pillow registers some formats only after a failed read
register_heif_opener()

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "AVIF", "HEIF")
FORMAT_NAMES = "PNG, JPEG, WebP, AVIF, HEIC, GIF, or BMP"
SIGNATURES = (b"\x89PNG", b"\xff\xd8", b"RIFF", b"GIF8", b"BM")  # the first bytes of these formats
MAX_BYTES = 20 << 20  # of a file; a page refuses more in a sentence
MAX_TRANSFER_MB = (MAX_BYTES >> 20) + 5  # that the server accepts, so that the page can refuse it
# A small file can decode to gigabytes. While decoding, a pixel of a phone's photograph takes 4
# bytes (a progressive JPEG), 7 (HEIC) or 9 (AVIF), of other formats up to 16; a baseline JPEG is
# decoded at a reduced scale, row by row.
MAX_PIXELS = 25_000_000
MAX_PHONE_PIXELS = 50_000_000
MAX_JPEG_PIXELS = 210_000_000
DECODE_LOCK = threading.Lock()  # thirty photographs at once would fill the memory
MAX_ASPECT_RATIO = 20  # beyond, the short side would be one of 28 pixels and show nothing
MAX_SIDE = 1024
MIN_DRAFT = 1024  # pixels a side from which a JPEG is decoded at reduced scale
MIN_UNPADDED_SIDE = 128  # from this side on images are for the preparation, and get no border

# The transposition that turns an image upright, by EXIF orientation.
EXIF_TRANSPOSE = {
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
    """Decode an image file to values, 0 is black and 1 is white.

    The image keeps its aspect ratio. Up to 127 pixels a side, it is padded to a square with
    the median color of its border; larger ones are for the preparation, which works better
    without an added border, and come as rectangles. EXIF orientation is applied, transparent
    pixels get a background against which the rest shows, and of an animation the first frame
    is used.

    Args:
        contents: the bytes of a PNG, JPEG, WebP, AVIF, HEIC, GIF or BMP file, at most `MAX_BYTES`.
        side: rows and columns of the result, 1 to 1024; from 128 on, those of its longer side.
        channels: 1 for brightness, 3 for red, green and blue.

    Returns:
        ``(side, side)`` for one channel, ``(side, side, 3)`` for three; or less on one side.

    Raises:
        ValueError: not such a file, a damaged one, or one too large or too stretched.
    """
    if channels not in (1, 3):
        raise ValueError(f"a picture is read with 1 channel or 3, got {channels!r}")
    if not isinstance(side, int | np.integer) or not 1 <= side <= MAX_SIDE:
        raise ValueError(f"a side is a whole number from 1 to {MAX_SIDE}, got {side!r}")
    with DECODE_LOCK:
        picture = _resized(_upright(_decoded(contents, int(side))), int(side), int(channels))
    values = np.asarray(picture, dtype=float) / (1 if picture.mode == "F" else 255)
    if channels == 3 and values.ndim == 2:
        values = np.repeat(values[:, :, np.newaxis], 3, axis=2)
    values = np.clip(values, 0, 1)
    return values if side >= MIN_UNPADDED_SIDE else _letterboxed(values, int(side))


def _decoded(contents: bytes, side: int) -> Image.Image:
    """Decode the first frame, complete and undamaged, or raise a `ValueError` with the reason."""
    if not isinstance(contents, bytes | bytearray | memoryview):
        raise ValueError(f"a picture file is read from its bytes, got {type(contents).__name__}")
    contents = bytes(contents)
    if not contents:
        raise LearnerError("empty file")
    if len(contents) > MAX_BYTES:
        size = f"{len(contents) / 1024**2:.1f}"
        raise LearnerError("file too large", size=size, most=MAX_BYTES // 1024**2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow only warns of is an error here
            with Image.open(io.BytesIO(contents), formats=FORMATS) as picture:
                _check_size(picture)
                picture.verify()  # the checksums, which load() skips
            picture = Image.open(io.BytesIO(contents), formats=FORMATS)
            # At twice the needed resolution, a reduced JPEG is as good as the full one.
            picture.draft(None, (max(2 * side, MIN_DRAFT), max(2 * side, MIN_DRAFT)))
            picture.load()
            return picture
    except _UnsuitableError:
        raise
    except Image.DecompressionBombError as error:
        raise LearnerError("far too many pixels") from error
    except Exception as error:  # Pillow's decoders raise nearly any exception
        has_signature = contents.startswith(SIGNATURES) or contents[4:8] == b"ftyp"  # AVIF and HEIC
        if isinstance(error, UnidentifiedImageError) and not has_signature:
            raise LearnerError("no image", formats=FORMAT_NAMES) from error
        raise LearnerError("damaged image") from error


class _UnsuitableError(LearnerError):
    """An intact image of a size that cannot be read."""


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    limit = MAX_PIXELS
    if picture.format in ("HEIF", "AVIF") or picture.info.get("progressive"):
        limit = MAX_PHONE_PIXELS
    elif picture.format in ("JPEG", "MPO"):
        limit = MAX_JPEG_PIXELS
    if width * height > limit:
        most = f"{limit / 1e6:.0f}"
        raise _UnsuitableError("too many pixels", width=width, height=height, most=most)
    if max(width, height) > MAX_ASPECT_RATIO * max(1, min(width, height)):
        raise _UnsuitableError("too long", width=width, height=height, ratio=MAX_ASPECT_RATIO)


def _upright(picture: Image.Image) -> Image.Image:
    """Apply the EXIF orientation, and put transparent images on a background."""
    try:
        transposition = EXIF_TRANSPOSE.get(picture.getexif().get(ORIENTATION, 0))
    except Exception:  # noqa: BLE001 - whatever a camera's note breaks, its picture is read
        transposition = None
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = _from_16_bits(picture)
    elif picture.has_transparency_data:
        picture = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        if max(picture.size) > 2 * MAX_SIDE:
            picture = picture.reduce(max(picture.size) // MAX_SIDE)
        picture = _without_transparency(picture)
    return picture if transposition is None else picture.transpose(transposition)


def _without_transparency(picture: Image.Image) -> Image.Image:
    """Put transparent pixels on a background against which the rest shows."""
    small = np.asarray(picture.resize([min(length, 256) for length in picture.size]), float)
    opaque = small[..., 3] > 127
    if not opaque.any():
        return Image.new("RGB", picture.size, "white")
    colors = small[opaque][:, :3]
    brightness = colors.mean(axis=1)
    if opaque.mean() > 0.5 and np.std(brightness) > 12:  # the paper is part of the image
        background = tuple(np.median(colors, axis=0).astype(int))
    else:
        background = (0, 0, 0) if np.median(brightness) > 127 else (255, 255, 255)
    page = Image.new("RGBA", picture.size, (*map(int, background), 255))
    return Image.alpha_composite(page, picture).convert("RGB")


def _from_16_bits(picture: Image.Image) -> Image.Image:
    """Return 16-bit gray as values 0 to 1; Pillow's own conversion to 8 bits would clip them."""
    values = np.array(picture, dtype=np.float32)  # exact for 16-bit integers
    transparent = picture.info.get("transparency")
    if isinstance(transparent, int):
        values[values == transparent] = 65535
    values /= 65535  # in place: the largest has 25 million pixels
    return Image.fromarray(values)


def _resized(picture: Image.Image, side: int, channels: int) -> Image.Image:
    """Resize the longer side to ``side`` pixels and convert to one channel or three."""
    mode = "RGB" if channels == 3 else "L"
    if picture.mode not in ("F", mode):
        picture = picture.convert(mode)
    scale = side / max(picture.size)
    width, height = (max(1, round(length * scale)) for length in picture.size)
    # With BOX a pixel is the mean of all it covers, so that no thin stroke is lost.
    method = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return picture.resize((width, height), method)


def _letterboxed(values: Array, side: int) -> Array:
    """Center the image in a square of its own background color."""
    border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    square = np.empty((side, side, *values.shape[2:]))
    square[:] = np.median(border, axis=0)
    top, left = ((side - length) // 2 for length in values.shape[:2])
    square[top : top + values.shape[0], left : left + values.shape[1]] = values
    return square
