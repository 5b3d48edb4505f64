import base64
import json
import math

import numpy as np
import pytest

from components.drawing.draw_pad import drawing_from
from components.state.drawing import PADS
from components.state.session import Session
from components.ui.widget_bridge import last_event_number
from tests.pages.visit import (
    control,
    errors,
    event,
    is_a_sentence,
    pictures,
    send,
    session,
    unchanged,
    visit,
    with_picture,
)

KINDS = [(size, color) for size in PADS for color in ("gray", "RGB")]


def text(levels):
    return base64.b64encode(np.asarray(levels, np.uint8).tobytes()).decode()


def on(size, color="gray"):
    learner = Session()
    learner.drawing.choose(size, color)
    return learner


def fitting_drawing(learner, seed=0):
    """A drawing that fits the active pad, and what the pad sends of it."""
    shown = learner.drawing.levels
    rng = np.random.default_rng(seed)
    levels = rng.integers(0, PADS[learner.drawing.pad].levels + 1, shown.shape, dtype=np.uint8)
    return levels, {"pixels": text(levels), "revision": learner.drawing.revision}


NINE = text(range(9))
FORGED = {
    "nothing": None,
    "a number": 5,
    "a number that is none": math.nan,
    "a text": "drawing",
    "a list": [NINE],
    "no keys": {},
    "no pixels": {"revision": 1},
    "no revision": {"pixels": NINE},
    "other keys": {"Pixels": NINE, "Revision": 1},
    "a value too few": {"pixels": text(range(8)), "revision": 1},
    "a value too many": {"pixels": text(range(10)), "revision": 1},
    "the values of a larger pad": {"pixels": text([0] * 784), "revision": 1},
    # What is larger than a megabyte, Streamlit itself takes from nobody.
    "900 kB of base64": {"pixels": "A" * 900_000, "revision": 1},
    "150,000 letters of no alphabet": {"pixels": "ü" * 150_000, "revision": 1},
    "an empty text": {"pixels": "", "revision": 1},
    "no base64": {"pixels": "????????????", "revision": 1},
    "base64 without its end": {"pixels": NINE[:-1], "revision": 1},
    "base64 with spaces": {"pixels": " ".join(NINE), "revision": 1},
    "letters of no alphabet": {"pixels": "ÄÖÜäöüßßßßßß", "revision": 1},
    "pixels that are nothing": {"pixels": None, "revision": 1},
    "pixels that are numbers": {"pixels": [0] * 9, "revision": 1},
    "pixels in pixels": {"pixels": {"pixels": NINE}, "revision": 1},
    "ink above the most": {"pixels": text([0] * 8 + [10]), "revision": 1},
    "the most ink a byte can hold": {"pixels": text([255] * 9), "revision": 1},
    "a revision that is no number": {"pixels": NINE, "revision": math.nan},
    "a revision that is endless": {"pixels": NINE, "revision": math.inf},
    "a revision of half a picture": {"pixels": NINE, "revision": 1.5},
    "a revision in letters": {"pixels": NINE, "revision": "1"},
    "a revision that is true": {"pixels": NINE, "revision": True},
    "a revision that is nothing": {"pixels": NINE, "revision": None},
    "a revision in a list": {"pixels": NINE, "revision": [1]},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_drawing_is_refused_in_one_sentence_and_the_picture_is_unchanged(name):
    at = visit("draw", on("3×3"))
    assert (
        session(at).drawing.revision == 1
    )  # as the forged ones claim, so that nothing else saves us
    before = pictures(at)
    event(at, "draw_pad", drawing=FORGED[name])
    sentences = errors(at)
    if FORGED[name] is None:  # as if the pad had sent nothing
        assert sentences == []
    else:
        (sentence,) = sentences
        assert is_a_sentence(sentence)
        assert sentence.endswith("Your image hasn't changed.")
        assert len(sentence) < 200
    assert unchanged(at, before)
    assert session(at).drawing.source == ""


@pytest.mark.parametrize("name", FORGED)
def test_what_is_forged_raises_a_sentence_before_it_is_used(name):
    with pytest.raises(ValueError, match=r"the pad sent|the drawing pad sent|drawing"):
        drawing_from(FORGED[name], on("3×3").drawing)


def test_after_a_forged_drawing_the_pad_is_sent_the_stored_picture():
    at = visit("draw", on("3×3"))
    revision = session(at).drawing.revision
    event(at, "draw_pad", drawing={"pixels": "", "revision": revision})
    assert session(at).drawing.revision > revision
    assert sent(at)["revision"] == session(at).drawing.revision
    assert base64.b64decode(sent(at)["pixels"]) == session(at).drawing.levels.tobytes()


def sent(at, key="draw_pad"):
    """The data the page gave to a widget."""
    return json.loads(at.get_by_key(key).proto.json)


@pytest.mark.parametrize("key", ["draw_pad", "network_pad"])
@pytest.mark.parametrize(("size", "color"), KINDS)
def test_a_drawing_is_kept_as_it_was_drawn(size, color, key):
    at = visit("draw" if key == "draw_pad" else "network", on(size, color))
    levels, sent_drawing = fitting_drawing(session(at))
    event(at, key, drawing=sent_drawing)
    assert errors(at) == []
    np.testing.assert_array_equal(session(at).drawing.levels, levels)
    assert session(at).drawing.levels.shape == levels.shape
    assert session(at).drawing.source == "drawn by you"


@pytest.mark.parametrize(("size", "color"), KINDS)
def test_the_pad_gets_the_active_picture_and_its_shape(size, color):
    at = with_picture("draw", size, color)
    given, shown = sent(at), session(at).drawing.levels
    assert (given["side"], given["channels"]) == (len(shown), shown[0, 0].size)
    assert given["levels"] == PADS[size].levels
    assert base64.b64decode(given["pixels"]) == shown.tobytes()


def test_a_drawing_after_a_forged_one_takes_the_error_away():
    at = visit("draw", on("3×3"))
    event(at, "draw_pad", drawing={"pixels": "", "revision": 1})
    assert len(errors(at)) == 1
    levels, sent_drawing = fitting_drawing(session(at))
    event(at, "draw_pad", drawing=sent_drawing)
    assert errors(at) == []
    np.testing.assert_array_equal(session(at).drawing.levels, levels)


@pytest.mark.parametrize("late", [-1, 1, 10**30])
def test_a_drawing_of_a_picture_that_is_no_longer_on_the_pad_is_left_alone(late):
    at = with_picture("draw", "3×3")
    before = pictures(at)
    _, sent_drawing = fitting_drawing(session(at), seed=9)
    event(at, "draw_pad", drawing={**sent_drawing, "revision": sent_drawing["revision"] + late})
    assert errors(at) == []
    assert unchanged(at, before)


def test_a_drawing_made_before_the_learner_turned_to_another_size_does_not_land_on_it():
    learner = on("28×28")
    _, sent_drawing = fitting_drawing(learner)
    learner.drawing.choose("8×8", "gray")
    learner.drawing.choose("28×28", "gray")
    assert drawing_from(sent_drawing, learner.drawing) is None


def test_a_drawing_the_learner_gave_cannot_be_changed_behind_their_back():
    learner = on("8×8")
    _, sent_drawing = fitting_drawing(learner)
    assert not drawing_from(sent_drawing, learner.drawing).flags.writeable


# The other widgets that report something


@pytest.mark.parametrize(
    ("position", "read"), [(0, 0), (5, 5), (9, 9), (10, 9), (10**30, 9), (-1, 0), (-(10**30), 0)]
)
def test_a_position_outside_the_vector_is_brought_inside(position, read):
    at = visit("flatten", on("3×3"))
    event(at, "flatten_view", position=1)
    event(at, "flatten_view", position=position)
    assert errors(at) == []
    assert session(at).drawing.position == read
    assert len(at.latex) == bool(read)


@pytest.mark.parametrize(
    "position", [4.5, 4.0, True, "4", "", None, math.nan, math.inf, [4], {"position": 4}], ids=str
)
def test_a_position_that_is_no_whole_number_is_left_alone(position):
    at = visit("flatten", on("3×3"))
    event(at, "flatten_view", position=2)
    event(at, "flatten_view", position=position)
    assert errors(at) == []
    assert session(at).drawing.position == 2
    assert type(session(at).drawing.position) is int


def test_a_position_beyond_a_smaller_picture_becomes_its_end():
    at = with_picture("flatten", "28×28")
    event(at, "flatten_view", position=700)
    control(at, "picture_size").set_value("3×3").run()
    assert errors(at) == []
    assert session(at).drawing.position == 9


@pytest.mark.parametrize("message", ["5", "null", "true", '"a"', "[]", "[[5]]", "{}"])
@pytest.mark.parametrize(("page", "key"), [("draw", "draw_pad"), ("flatten", "flatten_view")])
def test_a_message_that_is_no_event_is_left_alone(page, key, message):
    at = with_picture(page, "3×3")
    before = pictures(at)
    send(at, key, json_value=message)
    assert not errors(at)
    assert unchanged(at, before)


@pytest.mark.parametrize(
    ("event", "number"),
    [
        ({"nth": 5}, 5),
        ({"pixels": NINE, "revision": 3, "nth": 1_764_446_400_000}, 1_764_446_400_000),
        ({}, 0),
        ({"nth": -1}, 0),
        ({"nth": True}, 0),
        ({"nth": 2**70}, 0),
        ({"nth": "5"}, 0),
        ([5], 0),
        (None, 0),
    ],
)
def test_every_report_is_acknowledged_whatever_it_holds(event, number):
    assert last_event_number({"drawing": event}, "drawing") == number
    assert last_event_number(None, "drawing") == 0
