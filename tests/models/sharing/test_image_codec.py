"""A picture in a link: exact where it can be, at most four bits a value, and never trusted."""

import base64
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.data.datasets import load_examples
from models.sharing.image_codec import decode_image, encode_image

MOST = {9: 9, 27: 9, 64: 255, 192: 255, 784: 255, 2352: 255}


def there_and_back(levels):
    return decode_image(encode_image(levels, MOST[levels.size]), MOST)


@pytest.mark.parametrize("count", [9, 27])
@given(st.data())
def test_every_picture_of_small_whole_numbers_comes_back_as_it_was(count, data):
    levels = data.draw(arrays(np.uint8, count, elements=st.integers(0, 9)))
    np.testing.assert_array_equal(there_and_back(levels), levels)


@pytest.mark.parametrize("count", [64, 192])
@given(st.data())
def test_every_small_picture_comes_back_as_it_was(count, data):
    levels = data.draw(arrays(np.uint8, count))
    np.testing.assert_array_equal(there_and_back(levels), levels)


@pytest.mark.parametrize(("count", "longest"), [(784, 524), (2352, 1569)])
def test_the_noisiest_picture_keeps_sixteen_shades_and_a_bounded_length(count, longest):
    levels = np.random.default_rng(0).integers(0, 256, count, dtype=np.uint8)
    text = encode_image(levels, 255)
    assert len(text) <= longest
    back = decode_image(text, MOST)
    assert np.abs(back.astype(int) - levels).max() <= 8
    np.testing.assert_array_equal(there_and_back(back), back)  # a second time loses nothing


def test_every_digit_of_mnist_comes_back_bit_for_bit_in_less():
    for image in load_examples("mnist", "test").images[:300]:
        text = encode_image(image, 255)
        assert len(text) < 524
        np.testing.assert_array_equal(decode_image(text, MOST), image.reshape(-1))


def test_a_cut_picture_is_never_taken_for_a_whole_one():
    image = load_examples("mnist", "test").images[0]
    text = encode_image(image, 255)
    for end in range(len(text)):
        with pytest.raises(ValueError, match="complete image"):
            decode_image(text[:end], MOST)


@given(st.text(max_size=600))
def test_any_text_is_a_picture_or_is_refused(text):
    try:
        levels = decode_image(text, MOST)
    except ValueError:
        return
    assert levels.size in MOST
    assert levels.max() <= MOST[levels.size]


def packed(form, content):
    return form + base64.urlsafe_b64encode(content).decode().rstrip("=")


def deflated(content):
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    "text",
    [
        packed("z", deflated(bytes(50_000_000))),  # a bomb of 49 kB
        packed("z", deflated(bytes(2_000_000))),  # one that is short enough to be looked at
        packed("y", deflated(bytes(2_000_000))),
        packed("z", deflated(bytes(784)) + b"more"),
        packed("z", deflated(bytes(785))),
        packed("b", bytes([10] * 9)),  # brighter than a 3×3 picture can be
        packed("n", b"\xff" * 5),
        packed("n", b"\x11" * 5),  # half a value too many
        "b" + "A" * 10_000,
        "",
        "x",
        "é",
    ],
)
def test_bombs_and_pictures_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match="complete image"):
        decode_image(text, MOST)
