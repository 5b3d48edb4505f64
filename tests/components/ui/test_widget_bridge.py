import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from components.ui.widget_bridge import COMPONENTS, PLAYER, packed, unpacked, widget_folders

FOLDERS = sorted(widget_folders().values())


@given(arrays(np.uint8, array_shapes(min_dims=1, max_dims=3, max_side=28)))
def test_what_is_packed_comes_back_bit_for_bit(levels):
    back = unpacked(packed(levels), levels.size)
    assert back.dtype == np.uint8
    np.testing.assert_array_equal(back.reshape(levels.shape), levels)


@given(arrays(np.uint8, (5, 7)))
def test_a_picture_that_lies_otherwise_in_memory_is_packed_as_it_reads(levels):
    turned = levels.T[::-1]
    np.testing.assert_array_equal(unpacked(packed(turned), 35).reshape(7, 5), turned)


@given(st.binary(max_size=60), st.integers(0, 60))
def test_only_exactly_so_many_bytes_are_taken(content, count):
    text = base64.b64encode(content).decode()
    if len(content) == count:
        assert unpacked(text, count).tobytes() == content
    else:
        with pytest.raises(ValueError, match=str(count)):
            unpacked(text, count)


@given(st.text(max_size=40), st.integers(1, 30))
def test_any_text_ends_in_bytes_or_in_a_sentence(text, count):
    try:
        said = unpacked(text, count).size
    except ValueError as problem:
        said = str(problem)
    assert said == count or "pad sent" in str(said)


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary()
    | st.lists(st.integers())
    | st.dictionaries(st.text(), st.integers())
)
def test_anything_but_text_is_refused_in_a_sentence(value):
    with pytest.raises(ValueError, match="not a drawing"):
        unpacked(value, 9)


def test_what_a_browser_sent_cannot_be_written_to():
    assert not unpacked(packed(np.arange(9)), 9).flags.writeable


def test_there_are_widgets_to_judge():
    assert {"draw_pad", "flatten_view", "neuron_view", "run_player"} <= set(widget_folders())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_every_widget_has_its_html_its_style_and_its_script(folder):
    for file in ("view.html", "view.css", "view.js"):
        assert (folder / file).read_text("utf-8").strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_a_widget_has_the_player_exactly_where_its_script_plays(folder):
    html = (folder / "view.html").read_text("utf-8")
    script = (folder / "view.js").read_text("utf-8")
    assert html.count(PLAYER) == int("player(" in script)


@pytest.mark.parametrize("folder", [*FOLDERS, COMPONENTS / "ui" / "js"], ids=lambda each: each.name)
def test_no_widget_asks_anything_of_the_network(folder):
    for file in folder.glob("*.*"):
        if file.suffix in {".html", ".css", ".js"}:
            text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
            for way in ("http:", "https:", "fetch(", "XMLHttpRequest", "WebSocket", "@import"):
                assert way not in text, f"{file.name} of {folder.name} has {way}"
