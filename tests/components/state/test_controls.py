"""Controls stand at what the session holds, and report only what was chosen."""

import pytest
from streamlit.testing.v1 import AppTest

from components.state.session import Session
from tests.pages.visit import control, send


def page() -> None:
    import streamlit as st

    from components.state import controls

    controls.set_page(st.session_state.get("page", "first"))
    reports = st.session_state.setdefault("reports", [])

    def report() -> None:
        reports.append(st.session_state["color"])

    controls.select(
        st.segmented_control, "Color", ["red", "blue"], "color", on_change=report, required=True
    )
    controls.select(st.selectbox, "Menu", ["a", "b"], "menu")
    controls.select(st.radio, "Radio", range(3), "radio")
    controls.select(st.select_slider, "Scale", (1, 2, 4), "scale", default=2)
    controls.select_several(st.multiselect, "Several", ["x", "y", "z"], "several")
    controls.toggle("Switch", "switch", default=True)
    controls.number(st.number_input, "Whole", 1, 9, "whole", default=4)
    controls.number(st.number_input, "Rate", 0.0, 1.0, "rate")
    controls.number(st.slider, "Slide", -1.0, 1.0, "slide", default=0.5)
    controls.text_input("Word", "word", max_length=5)


FIRST = {
    "color": "red", "menu": None, "radio": None, "scale": 2, "several": [], "switch": True,
    "whole": 4, "rate": None, "slide": 0.5, "word": "",
}  # fmt: skip
OTHER = {
    "color": "blue", "menu": "b", "radio": 1, "scale": 4, "several": ["z", "x"], "switch": False,
    "whole": 7, "rate": 0.25, "slide": -0.5, "word": "ink",
}  # fmt: skip


@pytest.fixture
def at() -> AppTest:
    at = AppTest.from_function(page)
    at.session_state["learner"] = Session()
    return at.run()


def stands(at: AppTest) -> dict[str, object]:
    """What each control shows."""
    assert not at.exception
    return {name: control(at, name).value for name in FIRST}


def held(at: AppTest) -> dict[str, object]:
    return {name: at.session_state[name] for name in FIRST}


def test_they_begin_at_their_first_value_which_the_session_then_holds(at: AppTest) -> None:
    assert stands(at) == held(at) == FIRST


def test_what_is_chosen_is_held_and_shown_on_the_next_page(at: AppTest) -> None:
    for name, value in OTHER.items():
        control(at, name).set_value(value).run()
    assert stands(at) == held(at) == OTHER
    at.session_state["page"] = "second"
    assert stands(at.run()) == held(at) == OTHER
    at.session_state["page"] = "first"
    assert stands(at.run()) == held(at) == OTHER
    assert at.session_state["reports"] == ["blue"]


def test_after_a_turn_a_control_is_another_one_so_that_no_late_report_reaches_it(at) -> None:
    before = control(at, "color").proto.id
    assert control(at.run(), "color").proto.id == before
    at.session_state["page"] = "second"
    assert control(at.run(), "color").proto.id != before


def test_a_value_set_by_the_page_is_shown_and_reports_nothing(at: AppTest) -> None:
    for name, value in OTHER.items():
        at.session_state[name] = value
    assert stands(at.run()) == OTHER
    assert at.session_state["reports"] == []
    before = control(at, "color").proto.id
    control(at, "color").set_value("red").run()
    assert control(at, "color").proto.id == before, "one's own choice leaves the control there"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("color", {"string_array_value": []}),
        ("scale", {"string_array_value": []}),
        ("whole", {}),
        ("rate", {"double_value": float("nan")}),
        ("slide", {"double_array_value": [7.0]}),
    ],
)
def test_what_is_not_on_offer_is_not_taken_and_the_control_goes_back(at, name, message) -> None:
    send(at, name, **message)
    assert stands(at) == held(at) == FIRST
    assert at.session_state["reports"] == []


def test_a_value_that_is_not_on_offer_any_more_gives_way_to_the_first(at: AppTest) -> None:
    gone = {"color": "green", "whole": 70, "rate": "fast", "several": ["w"], "word": "too long"}
    for name, value in gone.items():
        at.session_state[name] = value
    assert stands(at.run()) == FIRST


def test_a_menu_that_may_be_empty_can_be_emptied_also_after_it_was_chosen_elsewhere(at) -> None:
    at.session_state["menu"] = "b"
    proto = control(at.run(), "menu").proto
    assert not proto.HasField("default"), "else Streamlit shows no ×"
    control(at, "menu").set_value(None).run()
    assert at.session_state["menu"] is None


@pytest.mark.parametrize(
    ("name", "sent", "right"),
    [
        ("whole", 99, 9),
        ("whole", -4, 1),
        ("whole", 1e15, 9),
        ("rate", 1e6, None),
        ("rate", -3.0, None),
    ],
)
def test_a_number_outside_its_range_is_put_right_and_that_is_said(at, name, sent, right) -> None:
    send(at, name, double_value=float(sent))
    assert control(at, name).value == at.session_state[name] == right
    (note,) = (each.value for each in at.caption)
    assert "isn't between" in note
    assert right is None or f"so it's {right:g} now" in note
    send(at, name, double_value=5.0 if name == "whole" else 0.5)
    assert len(at.caption) == 0
    send(at, name, double_value=float(sent))
    at.session_state[name] = right  # by something else, as it stands anyway
    at.session_state["page"] = "second"
    assert len(at.run().caption) == 0


def test_no_number_stands_where_there_is_none_and_nothing_is_said_of_it(at) -> None:
    send(at, "rate", double_value=float("nan"))
    assert stands(at) == held(at) == FIRST
    assert len(at.caption) == 0


def bound_page() -> None:
    from components.state import controls
    from components.state.session import current_session

    session = current_session()
    controls.toggle("Prepare", "prepare", on_change=controls.bind_field(session.network, "prepare"))


def test_a_bound_control_shows_the_sessions_field_and_sets_it():
    at = AppTest.from_function(bound_page)
    at.session_state["learner"] = session = Session()
    session.network.prepare = False
    at.run()
    assert control(at, "prepare").value is False
    control(at, "prepare").set_value(True).run()
    assert session.network.prepare is True
    session.network.prepare = False
    at.run()
    assert control(at, "prepare").value is False
