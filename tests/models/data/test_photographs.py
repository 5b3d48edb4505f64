"""Photographs: digits by hands that no training saw, as phones, scanners and screens show them."""

import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from data.photographs import BLANK, KINDS
from models.data.image_files import as_digit, from_file
from models.nn.network import predict, shipped_layers
from tests.hostile.files import PICTURES, saved

EACH = 5  # pictures of a kind, every other digit; `python -m benchmarks.photographs` takes more


def read(contents: bytes) -> int | None:
    """The digit the shipped network reads in a picture file, as the pages do; None: nothing."""
    digit = as_digit(from_file(contents, side=280, channels=3))
    if not digit.any():
        return None
    return int(predict(digit[np.newaxis], shipped_layers()).argmax())


@pytest.mark.parametrize(("place", "kind"), enumerate(KINDS))
def test_digits_are_read_from_every_kind_of_picture(place, kind):
    rights = [
        read(KINDS[kind](number, np.random.default_rng([number, 77]), True)) == number
        for number in range(place % 2, 10, 2)
    ]
    assert len(rights) == EACH
    assert sum(rights) >= 0.8 * EACH


@pytest.mark.parametrize("kind", BLANK)
def test_where_nothing_is_drawn_nothing_is_read(kind):
    assert [read(BLANK[kind](np.random.default_rng([number, 77]))) for number in range(2)] == [
        None
    ] * 2


@pytest.mark.parametrize("name", ["3.jfif", "3.avif", "3.heic"])
def test_phones_formats_are_read(name):
    assert read((PICTURES / name).read_bytes()) == 3


def test_a_picture_for_the_preparation_has_no_edge_of_ours():
    page = Image.open(PICTURES / "3.jfif")
    assert from_file(saved(page, "JPEG"), side=280, channels=3).shape == (210, 280, 3)
    assert from_file(saved(page, "JPEG"), side=28).shape == (28, 28)


MEASURED = """
import resource, sys
from models.data.image_files import as_digit, from_file
contents = open(sys.argv[1], "rb").read()
from_file(open(sys.argv[2], "rb").read(), 280, channels=3)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
picture = from_file(contents, 280, channels=3)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
from models.nn.network import predict, shipped_layers
print(predict(as_digit(picture)[None], shipped_layers()).argmax())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts a process's memory otherwise")
@pytest.mark.parametrize(
    ("kind", "megabytes", "settings"),
    [
        ("jpg", 60, {"quality": 80}),
        ("jpg", 200, {"quality": 80, "progressive": True}),
        ("avif", 450, {"quality": 40, "speed": 10}),
        ("heic", 350, None),
    ],
)
def test_a_photograph_of_48_megapixels_is_read_and_costs_no_more_than(
    kind, megabytes, settings, tmp_path
):
    large = tmp_path / f"48.{kind}"
    if settings:
        page = Image.open(PICTURES / "3.jfif").convert("RGB").resize((8064, 6048))
        page.save(large, **settings)
    else:  # nothing here writes such files
        large = PICTURES / "3 of 48 megapixels.heic"
    told = subprocess.run(
        [sys.executable, "-c", MEASURED, large, PICTURES / "3.jfif"],
        capture_output=True,
        text=True,
        check=True,
    )
    taken, digit = told.stdout.split()
    assert float(taken) < megabytes
    assert digit == "3"
