"""A picture as a short text: exact where that is short, and never longer than four bits a value."""

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping

import numpy as np

from models.nn.arrays import Array

SHORT = 392  # bytes; 784 values of four bits each, 523 letters
COARSE = 17  # 255 / 15: the ink between two of sixteen levels


def _pairs(levels: Array) -> bytes:
    """Two values in one byte, each from 0 to 15."""
    even = np.append(levels, np.zeros(levels.size % 2, np.uint8))
    return (even[::2] << 4 | even[1::2]).tobytes()


def _unpairs(content: bytes) -> bytes:
    pairs = np.frombuffer(content, np.uint8)
    return np.stack([pairs >> 4, pairs & 15], axis=1).tobytes()


def _inflated(content: bytes, most: int) -> bytes:
    """Unpack, but never more than was meant to be in it."""
    unpacker = zlib.decompressobj(wbits=-15)
    found = unpacker.decompress(content, most + 1)
    if len(found) > most or not unpacker.eof or unpacker.unused_data:
        raise ValueError("longer than a picture")
    return found


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(content) + packer.flush()


Form = tuple[Callable[[Array], bytes], Callable[[bytes, int], bytes]]
EXACT: dict[str, Form] = {
    "b": (lambda levels: levels.tobytes(), lambda content, _most: content),
    "z": (lambda levels: _deflated(levels.tobytes()), _inflated),
}
FOUR_BITS: dict[str, Form] = {
    "n": (_pairs, lambda content, _most: _unpairs(content)),
    "y": (
        lambda levels: _deflated(_pairs(levels)),
        lambda content, most: _unpairs(_inflated(content, most // 2 + 1)),
    ),
}


def picture_text(levels: Array, most: int) -> str:
    """Write a picture in letters, digits, "-" and "_", the first of which says how.

    Args:
        levels: uint8 of any shape, 0 to ``most``.
        most: the highest level there is; 15 or less is always exact.

    Returns:
        At most one letter more than four bits a value need, or than 523 if that is longer.
    """
    flat = np.ascontiguousarray(levels, np.uint8).reshape(-1)
    exact = _shortest(EXACT, flat)
    if most <= 15:
        return min(exact, _shortest(FOUR_BITS, flat), key=len)
    if len(exact) <= len(_letters(bytes(max(SHORT, flat.size // 2)))) + 1:
        return exact
    return _shortest(FOUR_BITS, np.rint(flat / COARSE).astype(np.uint8))


def picture_levels(text: str, most_of: Mapping[int, int]) -> Array:
    """Read a picture, which may be anything.

    Args:
        text: as of ``picture_text``.
        most_of: the highest level, by how many values a picture may have.

    Returns:
        Its levels, uint8 in one row; how many there are says which size it is.

    Raises:
        ValueError: it is no such picture.

    >>> picture_levels(picture_text(np.arange(1, 10, dtype=np.uint8), 9), {9: 9})
    array([1, 2, 3, 4, 5, 6, 7, 8, 9], dtype=uint8)
    """
    refused = ValueError("its picture is not whole")
    form = {**EXACT, **FOUR_BITS}.get(text[:1])
    # Nothing is decoded that is longer than the largest picture written plainly.
    if form is None or len(text) > 4 * (max(most_of) // 3 + 2):
        raise refused
    try:
        content = base64.b64decode(
            text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True
        )
        found = np.frombuffer(form[1](content, max(most_of)), np.uint8)
    except (ValueError, binascii.Error, zlib.error):
        raise refused from None
    # Two values a byte: of an odd number of values the last half byte is none.
    count = next((each for each in most_of if found.size - each in _spare(text)), None)
    if count is None or found[count:].any():
        raise refused
    levels, most = found[:count], most_of[count]
    if text[0] in FOUR_BITS and most > 15:
        levels = levels * np.uint8(COARSE)
    if levels.max() > most:
        raise refused
    return levels


def _spare(text: str) -> tuple[int, ...]:
    return (0, 1) if text[0] in FOUR_BITS else (0,)


def _shortest(forms: dict[str, Form], flat: Array) -> str:
    return min((name + _letters(write(flat)) for name, (write, _) in forms.items()), key=len)


def _letters(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
