"""Widgets that lie: a browser may send anything, and no page breaks, no drawing is lost."""

from functools import cache

import pytest

from components.nav.navigation import CONTENTS
from components.state.controls import SEPARATOR
from components.ui.lesson_text import sections
from models.runtime import run_registry
from tests.hostile.values import TEXTS
from tests.pages.visit import choose, control, pictures, send, session, title, unchanged, visit

PAGES = [entry.name for entry in CONTENTS]


@cache
def known_widgets():
    """Every widget of Streamlit's on every page, as (page, key), in the state that shows most."""
    found = []
    for page in PAGES:
        at = shown_in_full(page)
        keys = (getattr(node, "key", None) for node in at._tree if hasattr(node, "proto"))
        names = [key.partition(SEPARATOR)[0] for key in keys if key]
        found += [(page, each) for each in names if getattr(control(at, each).proto, "id", 0)]
    return found


def first_page(key):
    """Where a widget is tried with everything: on the glossary, which is quick, or where it is."""
    pages = [page for page, each in known_widgets() if each == key]
    return "glossary" if "glossary" in pages else pages[0]


def shown_in_full(page):
    at = visit(page)
    if page == "draw":
        control(at, "camera_on").set_value(True).run()
    if page == "dense":
        choose(at, "dense_weights", "hand")
    if page == "train":
        choose(at, "plan_layers", 3)
    return at


def is_there(at, key):
    try:
        control(at, key)
    except KeyError:
        return False
    return True


OF_THE_RIGHT_KIND = {
    "ButtonGroup": [{"string_array_value": []}, {"string_array_value": ["abc"]},
                    {"string_array_value": ["a", "b"]}],
    "NumberInput": [{"double_value": number} for number in (-1e300, -1, 0.5, 1e9, 1e300)],
    "Selectbox": [{"string_value": "abc"}, {"string_value": ""}],
    "Toggle": [{"bool_value": True}],
    "FileUploader": [{}],
    "CameraInput": [{}],
    "UnknownElement": [{"json_value": text} for text in ("{}", "5", "[1]", "null", '"abc"')],
}  # fmt: skip
OF_OURS = [{"json_value": text} for text in TEXTS.values()]
OF_ANOTHER_KIND = [{"double_value": float("nan")}, {"string_value": "abc"}]


@pytest.mark.parametrize("page", PAGES)
def test_no_value_of_the_right_kind_breaks_a_page_however_absurd_it_is(page):
    widgets = [key for where, key in known_widgets() if where == page]
    assert widgets
    at = shown_in_full(page)
    for key in widgets:
        at = at if is_there(at, key) else shown_in_full(page)  # what came before may hide it
        kind = type(control(at, key)).__name__
        # Everything is sent to each widget of ours on one page.
        first = kind == "UnknownElement" and page == first_page(key)
        for message in OF_OURS if first else OF_THE_RIGHT_KIND.get(kind, []):
            before = pictures(at)
            send(at, key, **message)
            assert not at.exception, f"{key} got {message}"
            assert title(at) == sections(page)["title"]
            assert unchanged(at, before) or key.startswith("sample_"), f"{key} got {message}"


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_value_of_another_kind_never_touches_the_drawing(page):
    at = shown_in_full(page)
    for key in [key for where, key in known_widgets() if where == page]:
        for message in OF_ANOTHER_KIND:
            at = at if is_there(at, key) else shown_in_full(page)
            before = pictures(at)
            send(at, key, **message)  # Streamlit itself refuses most, before any code of ours
            assert unchanged(at, before), f"{key} got {message}"
            assert session(at).run_id == ""


def test_the_trainer_was_started_by_none_of_these_visits():
    assert run_registry.status().state == "unavailable"
