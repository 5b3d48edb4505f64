"""Files brought through the page's own uploader: good, odd and hostile ones.

Streamlit itself refuses what is over ``MAX_TRANSFER_MB`` before it reaches a page; a file between
``MAX_BYTES`` and that is among the hostile ones here.
"""

import numpy as np
import pytest

from components.drawing.picture_source import is_camera_available
from components.state.drawing import PADS
from components.ui.lesson_text import COMMON
from models.data.image_files import MAX_BYTES, from_file
from tests.hostile.files import CURIOUS, HOSTILE, saved, turned_by_camera, upright
from tests.pages.visit import (
    control,
    draw,
    errors,
    is_a_sentence,
    pictures,
    scribble,
    session,
    turned,
    unchanged,
    with_picture,
    words,
)

GRAY = ("28×28", "gray")
EVERYWHERE = [(size, color) for size in PADS for color in ("gray", "RGB")]
SAMPLE = ["nothing at all", "an SVG", "half a JPEG", "a line of 1 × 20000", "more than 20 MB"]


def drawing_page(size="28×28", color="gray"):
    """The page Draw, with a scribble on a pad of the given size."""
    return with_picture("draw", size, color)


def upload(at, contents, name="digit.png"):
    at.file_uploader(key="upload").set_value((name, contents, "image/png"))
    return at.run()


def assert_refused(at, before):
    """One sentence that says the picture is unchanged, and it is."""
    (sentence,) = errors(at)
    assert is_a_sentence(sentence)
    assert sentence.endswith("Your image hasn't changed.")
    assert len(sentence) < 300
    assert unchanged(at, before)
    assert session(at).drawing.originals == {}
    assert at.title


def assert_taken(at, contents, side, channels):
    assert errors(at) == []
    pad = PADS[session(at).drawing.pad]
    expected = pad.to_levels(from_file(contents, side, channels))
    np.testing.assert_array_equal(session(at).drawing.levels, expected)
    assert session(at).drawing.source == COMMON.label("source upload")
    assert f"({COMMON.label('source upload')})" in words(at)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence_and_leaves_the_drawing_as_it_was(name):
    at = drawing_page()
    before = pictures(at)
    assert_refused(upload(at, HOSTILE[name]()), before)


@pytest.mark.parametrize(("size", "color"), EVERYWHERE)
def test_a_hostile_file_is_refused_on_every_pad(size, color):
    at = drawing_page(size, color)
    before = pictures(at)
    for name in SAMPLE:
        assert_refused(upload(at, HOSTILE[name]()), before)


@pytest.mark.parametrize("kind", ["jpg", "webp", "gif", "bmp"])
def test_a_disguise_of_any_kind_is_seen_through(kind):
    at = drawing_page()
    before = pictures(at)
    assert_refused(upload(at, HOSTILE["a PDF"](), f"digit.{kind}"), before)


@pytest.mark.parametrize("name", CURIOUS)
def test_an_odd_but_legal_file_is_taken(name):
    contents = CURIOUS[name]()
    at = upload(drawing_page(), contents)
    assert_taken(at, contents, 28, 1)


@pytest.mark.parametrize(("size", "color"), EVERYWHERE)
@pytest.mark.parametrize("name", ["a PNG", "transparency", "16 bits"])
def test_an_odd_but_legal_file_is_taken_on_every_pad(size, color, name):
    contents = CURIOUS[name]()
    at = upload(drawing_page(size, color), contents)
    assert_taken(at, contents, PADS[size].side, 3 if color == "RGB" else 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_on_the_pad_however_the_camera_was_held(orientation):
    at = upload(drawing_page(), turned_by_camera(orientation))
    assert_taken(at, saved(upright()), 28, 1)


@pytest.mark.parametrize("brightness", [0, 128, 255])
@pytest.mark.parametrize(("size", "color"), EVERYWHERE)
def test_a_picture_of_one_flat_color_is_refused_in_a_sentence(brightness, size, color):
    at = drawing_page(size, color)
    before = pictures(at)
    upload(at, saved(np.full((40, 30, 3), brightness, np.uint8)))
    assert_refused(at, before)
    assert "all one color" in errors(at)[0]


def test_a_good_file_after_a_bad_one_takes_the_error_away():
    at = upload(drawing_page(), HOSTILE["half a PNG"]())
    assert len(errors(at)) == 1
    assert_taken(upload(at, saved(upright())), saved(upright()), 28, 1)


def test_a_bad_file_after_a_good_one_leaves_the_good_ones_picture():
    at = upload(drawing_page(), saved(upright()))
    before, fine = pictures(at), session(at).drawing.originals[GRAY]
    upload(at, HOSTILE["a ZIP"]())
    assert len(errors(at)) == 1
    assert unchanged(at, before)
    assert session(at).drawing.originals[GRAY] is fine


def test_a_picture_of_mnist_after_a_bad_file_takes_the_error_away():
    at = upload(drawing_page(), HOSTILE["text"]())
    control(at, "sample_digit").set_value("3").run()
    assert errors(at) == []


def test_the_uploader_leaves_every_refusal_to_the_page():
    (uploader,) = drawing_page().get("file_uploader")
    assert list(uploader.proto.type) == []
    assert uploader.proto.max_upload_size_mb * 2**20 > MAX_BYTES


def test_a_refusal_goes_when_the_file_is_taken_away():
    at = upload(drawing_page(), HOSTILE["text"]())
    assert len(errors(at)) == 1
    at.file_uploader(key="upload").clear()
    at.run()
    assert errors(at) == []


@pytest.mark.parametrize(
    ("url", "works"),
    [
        ("http://localhost:8501/draw", True),
        ("http://127.0.0.1:8501/", True),
        ("http://[::1]:8501/", True),
        ("https://lesson.school.example/draw", True),
        ("http://192.168.0.7:8501/draw", False),
        ("http://lesson.school.example/", False),
    ],
)
def test_where_no_browser_gives_the_camera_the_page_says_what_to_do(url, works, monkeypatch):
    assert is_camera_available(url) == works
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.url", url)
    at = drawing_page()
    assert (COMMON.label("camera on") in [toggle.label for toggle in at.toggle]) == works
    assert (COMMON.format("camera needs https") in [notice.value for notice in at.info]) != works


def test_the_file_taken_away_again_leaves_its_picture_on_the_pad():
    at = upload(drawing_page(), saved(upright()))
    before = pictures(at)
    at.file_uploader(key="upload").clear()
    at.run()
    assert errors(at) == []
    assert unchanged(at, before)


def test_an_uploaded_picture_survives_turning_the_pages():
    at = upload(drawing_page(), saved(upright()))
    before = pictures(at)
    turned(turned(at, "network"), "draw")
    assert unchanged(at, before)
    assert errors(at) == []


def photographed(at, contents):
    control(at, "camera_on").set_value(True).run()
    at.camera_input(key="camera").upload("photo.jpg", contents)
    return at.run()


def test_a_photograph_from_the_camera_comes_to_the_pad():
    contents = saved(upright(), "JPEG")
    at = photographed(drawing_page(), contents)
    assert errors(at) == []
    expected = PADS["28×28"].to_levels(from_file(contents, 28, 1))
    np.testing.assert_array_equal(session(at).drawing.levels, expected)
    assert session(at).drawing.source == COMMON.label("source camera")


def test_a_broken_photograph_is_refused_like_a_broken_file():
    at = drawing_page()
    before = pictures(at)
    assert_refused(photographed(at, HOSTILE["half a JPEG"]()), before)


def test_what_is_drawn_after_an_upload_is_what_the_network_reads():
    at = upload(drawing_page(), saved(upright()))
    assert session(at).drawing.originals
    levels = scribble(session(at).drawing.levels, seed=7)
    draw(at, levels)
    assert session(at).drawing.originals == {}
    np.testing.assert_array_equal(session(at).drawing.light, levels / 255)
