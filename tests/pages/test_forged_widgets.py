"""Widgets that lie: a browser may send anything, and no page breaks, no drawing is lost."""

from collections import defaultdict
from functools import cache

import pytest

from components.nav.navigation import CONTENTS
from components.state.controls import SEPARATOR
from components.ui.lesson_text import sections
from models.runtime import run_registry
from tests.hostile.values import TEXTS
from tests.pages.visit import (
    choose,
    control,
    pictures,
    send,
    send_all,
    session,
    title,
    unchanged,
    visit,
)

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


@cache
def tried_on(page):
    """The widgets that are tried on a page: its own, and on one page those of nearly all."""
    pages = defaultdict(list)
    for where, key in known_widgets():
        pages[key].append(where)
    common = {key for key, found in pages.items() if len(found) > len(PAGES) / 2}
    return [key for key, found in pages.items()
            if page in found and (key not in common or page == first_page(key))]  # fmt: skip


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
STARTS_A_RUN = {"train"}  # any value presses a button, and this one starts the trainer


@pytest.mark.parametrize("page", PAGES)
def test_no_value_of_the_right_kind_breaks_a_page_however_absurd_it_is(page):
    at = shown_in_full(page)
    for key in tried_on(page):
        at = at if is_there(at, key) else shown_in_full(page)  # what came before may hide it
        for message in OF_THE_RIGHT_KIND.get(type(control(at, key)).__name__, []):
            before = pictures(at)
            send(at, key, **message)
            assert not at.exception, f"{key} got {message}"
            assert title(at) == sections(page)["title"]
            assert unchanged(at, before) or key.startswith("sample_"), f"{key} got {message}"


@pytest.mark.parametrize("page", PAGES)
def test_whatever_our_own_widgets_send_breaks_no_page_and_no_drawing(page):
    at = shown_in_full(page)
    ours = [key for key in tried_on(page) if page == first_page(key) and is_ours(at, key)]
    if not ours:
        return  # all of them are tried where they stand first
    for message in OF_OURS:
        before = pictures(at)
        there = [key for key in ours if is_there(at, key)]
        assert there
        send_all(at, there, **message)
        assert not at.exception, f"{there} got {message}"
        assert title(at) == sections(page)["title"]
        assert unchanged(at, before), f"{there} got {message}"


def is_ours(at, key):
    return type(control(at, key)).__name__ == "UnknownElement"


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_value_of_another_kind_never_touches_the_drawing(page):
    at = shown_in_full(page)
    for key in set(tried_on(page)) - STARTS_A_RUN:
        for message in OF_ANOTHER_KIND:
            at = at if is_there(at, key) else shown_in_full(page)
            before = pictures(at)
            send(at, key, **message)  # Streamlit itself refuses most, before any code of ours
            assert unchanged(at, before), f"{key} got {message}"
            assert session(at).runs.current == ""


def test_every_widget_of_a_page_is_tried_on_some_page():
    assert {key for page in PAGES for key in tried_on(page)} == {key for _, key in known_widgets()}
    assert all(any(where == page for where, _ in known_widgets()) for page in PAGES)


def test_the_trainer_was_started_by_none_of_these_visits():
    assert run_registry.status().state == "unavailable"
