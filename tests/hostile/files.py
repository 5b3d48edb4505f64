"""Files that someone may upload as a picture: hostile ones and merely curious ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, PngImagePlugin

PICTURES = Path(__file__).parents[1] / "pictures"


def upright() -> np.ndarray:
    """A small picture that looks different from every side, (8, 8, 3) uint8."""
    picture = np.full((8, 8, 3), 255, np.uint8)
    picture[1:7, 1] = 0
    picture[1, 1:4] = 0
    picture[5:7, 5:7] = (200, 40, 40)
    return picture


def saved(picture: np.ndarray | Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of a picture file."""
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(width: int, height: int, *chunks: tuple[bytes, bytes], rows: bytes = b"") -> bytes:
    """A gray PNG put together by hand, with any chunks and any header."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def flipped(contents: bytes, place: int) -> bytes:
    """The same bytes with one bit turned over."""
    place %= len(contents)
    return contents[:place] + bytes([contents[place] ^ 1]) + contents[place + 1 :]


def noise(side: int = 64) -> np.ndarray:
    """A picture no file format can make small, (side, side, 3) uint8."""
    return np.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=np.uint8)


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("digit.png", saved(upright()))
    return file.getvalue()


def _text_bomb() -> bytes:
    # 200 MB of spaces, packed into a comment of 200 KB.
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    return png(8, 8, (b"zTXt", b"Comment\0\0" + packed), rows=b"\0" * 72)


def _profile_bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    return png(8, 8, (b"iCCP", b"sRGB\0\0" + packed), rows=b"\0" * 72)


def _many_comments() -> bytes:
    comment = (b"zTXt", b"c\0\0" + zlib.compress(b" " * 1_000_000, 9))
    return png(8, 8, *[comment] * 200, rows=b"\0" * 72)


def _gif_of_another_size() -> bytes:
    """A GIF whose header promises a screen of 60,000 × 60,000 pixels."""
    contents = bytearray(saved(upright(), "GIF"))
    contents[6:10] = struct.pack("<HH", 60000, 60000)
    return bytes(contents)


def _huge_webp() -> bytes:
    """A WebP of 16,383 × 16,383 pixels in a few hundred bytes, by its extended header."""
    small = saved(upright(), "WEBP", lossless=True)[12:]
    size = (16382).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes([0, 0, 0, 0]) + size + size + small
    return b"RIFF" + struct.pack("<I", len(body)) + body


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing at all": lambda: b"",
    "one byte": lambda: b"\x89",
    "only a PNG's first bytes": lambda: saved(upright())[:8],
    "text": lambda: b"this is not a picture\n" * 20,
    "an SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a web page": lambda: b"<!doctype html><html><body onload=alert(1)></body></html>",
    "a PDF": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n",
    "a PostScript file": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
    "a ZIP": _zip,
    "a TIFF": lambda: saved(upright(), "TIFF"),
    "an icon": lambda: saved(upright(), "ICO"),
    "zeros": lambda: bytes(5000),
    "half a PNG": lambda: saved(noise())[: 64 * 64],
    "a PNG without its end": lambda: saved(noise())[:-12],
    "half a JPEG": lambda: saved(noise(), "JPEG")[:1500],
    "half a progressive JPEG": lambda: saved(noise(), "JPEG", progressive=True)[:1500],
    "half a WebP": lambda: saved(noise(), "WEBP")[:900],
    "half a GIF": lambda: saved(noise(), "GIF")[:2500],
    "half a BMP": lambda: saved(noise(), "BMP")[:6000],
    "a PNG with a wrong checksum": lambda: flipped(saved(noise()), -14),
    "a PNG with one bit turned": lambda: flipped(saved(noise()), 5000),
    "a PNG with too few rows": lambda: png(8, 8, rows=b"\0" * 30),
    "a PNG of no width": lambda: png(0, 8, rows=b"\0" * 8),
    "a PNG of 4 billion columns": lambda: png(2**31 - 1, 2**31 - 1, rows=b"\0" * 8),
    "a line of 1 × 20000": lambda: saved(np.zeros((20000, 1), np.uint8)),
    "a line of 20000 × 1": lambda: saved(np.zeros((1, 20000), np.uint8)),
    "9000 × 9000 pixels in 100 KB": lambda: png(9000, 9000, rows=bytes(9001 * 9000)),
    "30000 × 30000 pixels": lambda: png(30000, 30000, rows=bytes(1000)),
    "more than 20 MB": lambda: saved(noise()) + bytes(20 << 20),
    "half an AVIF": lambda: saved(noise(), "AVIF")[:2000],
    "half a HEIC": lambda: (PICTURES / "3.heic").read_bytes()[:3000],
    "a progressive JPEG of 52 megapixels": lambda: saved(
        np.zeros((7250, 7250), np.uint8), "JPEG", progressive=True
    ),
    "a comment of 200 MB": _text_bomb,
    "a color profile of 200 MB": _profile_bomb,
    "200 comments of 1 MB": _many_comments,
    "a GIF of another size": _gif_of_another_size,
    "a WebP of 16383 × 16383": _huge_webp,
}
"""Files that must be refused in one sentence."""


def _palette_with_transparency() -> bytes:
    """A row of color 9, which the palette calls black and the file wholly transparent."""
    picture = Image.fromarray(upright()).quantize(8)
    colors = picture.getpalette()
    picture.putpalette([*(colors + [0] * 30)[:27], 0, 0, 0])
    picture.paste(9, (0, 0, 8, 1))
    return saved(picture, transparency=9)


def _animation(kind: str) -> bytes:
    frames = [Image.fromarray(upright()), Image.new("RGB", (8, 8), "black")]
    options = {"lossless": True} if kind == "WEBP" else {}
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50, **options)


def _seen_through() -> bytes:
    picture = np.dstack([upright(), np.full((8, 8), 255, np.uint8)])
    picture[0] = (0, 0, 0, 0)  # black, and wholly transparent: it has to look white
    return saved(picture)


def _gray_seen_through() -> bytes:
    gray = np.asarray(Image.fromarray(upright()).convert("L"))
    alpha = np.full((8, 8), 255, np.uint8)
    alpha[0] = 0
    return saved(Image.merge("LA", [Image.fromarray(gray * (alpha > 0)), Image.fromarray(alpha)]))


def _sixteen_bits() -> bytes:
    gray = np.asarray(Image.fromarray(upright()).convert("L")).astype(np.uint16)
    return saved(Image.fromarray(gray * 257))


def _comment() -> bytes:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "a" * 1000, zip=True)
    return saved(upright(), pnginfo=note)


CURIOUS: dict[str, Callable[[], bytes]] = {
    "a PNG": lambda: saved(upright()),
    "a BMP": lambda: saved(upright(), "BMP"),
    "a GIF": lambda: saved(upright(), "GIF"),
    "a WebP": lambda: saved(upright(), "WEBP", lossless=True),
    "a JPEG": lambda: saved(upright(), "JPEG", quality=100, subsampling=0),
    "a progressive JPEG": lambda: saved(upright(), "JPEG", quality=100, progressive=True),
    "a CMYK JPEG": lambda: saved(Image.fromarray(upright()).convert("CMYK"), "JPEG", quality=100),
    "an animated GIF": lambda: _animation("GIF"),
    "an animated WebP": lambda: _animation("WEBP"),
    "an animated PNG": lambda: _animation("PNG"),
    "a palette": lambda: saved(Image.fromarray(upright()).quantize(8)),
    "a palette with transparency": _palette_with_transparency,
    "transparency": _seen_through,
    "gray with transparency": _gray_seen_through,
    "16 bits": _sixteen_bits,
    "a packed comment": _comment,
    "something after its end": lambda: saved(upright()) + b"and more" * 10,
}
"""Odd but legal files; each shows `upright`."""

# How a camera stores the upright picture for each EXIF orientation: row 0 and column 0 as named
# in the EXIF standard (1: top left, 2: top right, 3: bottom right, 4: bottom left, …).
STORED: dict[int, Callable[[np.ndarray], np.ndarray]] = {
    1: lambda p: p,
    2: lambda p: p[:, ::-1],
    3: lambda p: p[::-1, ::-1],
    4: lambda p: p[::-1],
    5: lambda p: p.swapaxes(0, 1),
    6: lambda p: np.rot90(p, 1),
    7: lambda p: p[::-1, ::-1].swapaxes(0, 1),
    8: lambda p: np.rot90(p, -1),
}


def turned_by_camera(orientation: int, kind: str = "PNG") -> bytes:
    """`upright` as a camera stores it that was held in one of the eight ways."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = np.ascontiguousarray(STORED[orientation](upright()))
    options = {"JPEG": {"quality": 100, "subsampling": 0}, "WEBP": {"lossless": True}}
    return saved(picture, kind, exif=exif, **options.get(kind, {}))
