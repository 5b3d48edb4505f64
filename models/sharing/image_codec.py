"""Image codec: an image as short text, exact if that is short, else with four bits per value."""

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping

import numpy as np

from models.nn.arrays import Array
from models.texts import LearnerError

EXACT_BYTES = 392  # 784 values of four bits each, 523 characters
LEVEL_STEP = 17  # 255 / 15: the difference of two of sixteen levels


def _pack_nibbles(levels: Array) -> bytes:
    """Pack two values from 0 to 15 into each byte."""
    even = np.append(levels, np.zeros(levels.size % 2, np.uint8)).astype(np.uint8)
    return (even[::2] << 4 | even[1::2]).tobytes()


def _unpack_nibbles(content: bytes) -> bytes:
    pairs = np.frombuffer(content, np.uint8)
    return np.stack([pairs >> 4, pairs & 15], axis=1).tobytes()


def _inflated(content: bytes, max_level: int) -> bytes:
    """Decompress, but never more than the expected size."""
    unpacker = zlib.decompressobj(wbits=-15)
    found = unpacker.decompress(content, max_level + 1)
    if len(found) > max_level or not unpacker.eof or unpacker.unused_data:
        raise ValueError("longer than a picture")
    return found


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(content) + packer.flush()


Form = tuple[Callable[[Array], bytes], Callable[[bytes, int], bytes]]
EXACT: dict[str, Form] = {
    "b": (lambda levels: levels.tobytes(), lambda content, _max_level: content),
    "z": (lambda levels: _deflated(levels.tobytes()), _inflated),
}
FOUR_BITS: dict[str, Form] = {
    "n": (_pack_nibbles, lambda content, _max_level: _unpack_nibbles(content)),
    "y": (
        lambda levels: _deflated(_pack_nibbles(levels)),
        lambda content, max_level: _unpack_nibbles(_inflated(content, max_level // 2 + 1)),
    ),
}


def encode_image(levels: Array, max_level: int) -> str:
    """Encode an image in letters, digits, "-" and "_"; the first one names the format.

    Args:
        levels: uint8 of any shape, 0 to ``max_level``.
        max_level: the highest level there is; 15 or less is always exact.

    Returns:
        At most one character more than four bits per value need, or than 523 if that is longer.
    """
    flat = np.ascontiguousarray(levels, np.uint8).reshape(-1)
    exact = _shortest(EXACT, flat)
    if max_level <= 15:
        return min(exact, _shortest(FOUR_BITS, flat), key=len)
    if len(exact) <= len(_base64(bytes(max(EXACT_BYTES, flat.size // 2)))) + 1:
        return exact
    return _shortest(FOUR_BITS, np.rint(flat / LEVEL_STEP).astype(np.uint8))


def decode_image(text: str, max_levels: Mapping[int, int]) -> Array:
    """Decode an image from untrusted text.

    Args:
        text: as of ``encode_image``.
        max_levels: the highest level, by the number of values an image may have.

    Returns:
        Its levels, uint8 in one row; their number determines the image's size.

    Raises:
        ValueError: it is no such image.

    >>> decode_image(encode_image(np.arange(1, 10, dtype=np.uint8), 9), {9: 9})
    array([1, 2, 3, 4, 5, 6, 7, 8, 9], dtype=uint8)
    """
    error = LearnerError("allowed image")
    form = {**EXACT, **FOUR_BITS}.get(text[:1])
    # Reject text longer than the largest uncompressed image before decoding it.
    if form is None or len(text) > 4 * (max(max_levels) // 3 + 2):
        raise error
    try:
        content = base64.b64decode(
            text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True
        )
        found = np.frombuffer(form[1](content, max(max_levels)), np.uint8)
    except (ValueError, binascii.Error, zlib.error):
        raise error from None
    # With two values per byte, an odd number of values leaves half a byte unused.
    count = next(
        (each for each in max_levels if found.size - each in _possible_padding(text)), None
    )
    if count is None or found[count:].any():
        raise error
    levels, max_level = found[:count], max_levels[count]
    if text[0] in FOUR_BITS and max_level > 15:
        levels = levels * np.uint8(LEVEL_STEP)
    if levels.max() > max_level:
        raise error
    return levels


def _possible_padding(text: str) -> tuple[int, ...]:
    return (0, 1) if text[0] in FOUR_BITS else (0,)


def _shortest(forms: dict[str, Form], flat: Array) -> str:
    return min((name + _base64(write(flat)) for name, (write, _) in forms.items()), key=len)


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
