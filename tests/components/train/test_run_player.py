"""What the theatre's script reports is read as it was meant, and anything else as nothing."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components.train.run_player.events import (
    Cell,
    cell_from,
    epoch_from,
    frame_from,
    step_from,
    story_from,
    unit_from,
)
from models.training.recording import COLUMNS, MetricHistory
from tests.hostile.values import VALUES
from tests.models.recorded_runs import recorded


@pytest.fixture(scope="module")
def view():
    return recorded(hidden_units=(30,), epochs=1)


def test_a_cell_or_all_of_them_may_be_asked_for_at_any_moment_shown(view):
    told = {"run": "run", "step": 3, "true": 4, "predicted": 9}
    assert cell_from(told, view, view.frames) == Cell(3, (4, 9))
    everywhere = told | {"true": None, "predicted": None}
    assert cell_from(everywhere, view, view.frames) == Cell(3, None)
    for loss in (float("nan"), float("inf")):  # nobody can say how wrong the network is
        broken = view.frames | {3: replace(view.frames[3], held_out_loss=loss)}
        assert cell_from(told, view, broken) is cell_from(everywhere, view, broken) is None


def test_a_cell_is_of_the_moment_its_matrix_was_counted_at(view):
    assert view.frames[4].held_out_step == 3
    everywhere = {"run": "run", "step": 4}
    for told in (everywhere, everywhere | {"true": 4, "predicted": 9}):
        assert cell_from(told, view, view.frames).step == 3


def test_only_a_unit_without_a_picture_is_asked_for(view):
    shown = len(view.frames[0].layers[0].pictures)
    assert 0 < shown < 30
    told = {"run": "run", "layer": 0, "unit": shown}
    assert unit_from(told, view) == (0, shown)
    assert unit_from(told | {"unit": 29}, view) == (0, 29)
    for other in ({"unit": shown - 1}, {"unit": 30}, {"unit": -1}, {"layer": 1}, {"layer": 2}):
        assert unit_from(told | other, view) is None


def test_a_moment_can_be_checked_and_left_where_its_loss_is_a_number(view):
    step = max(view.frames)
    told, frame = {"run": "run", "step": step}, view.frames[step]
    assert frame_from(told, view, view.frames) is frame
    for loss in (float("nan"), float("inf")):
        broken = view.frames | {step: replace(frame, held_out_loss=loss)}
        assert frame_from(told, view, broken) is None
    assert frame_from(told | {"step": step + 1}, view, view.frames) is None


@pytest.fixture(scope="module")
def held(view):
    """A run of 5 epochs of 8 batches, held at batch 8."""
    config = replace(view.config, epochs=5)
    return replace(view, config=config, state="paused", total_steps=40)


def test_a_held_run_can_be_seen_ahead_up_to_its_plans_end_and_no_other(view, held):
    for step in (1, 8, 9, 40):
        told = {"run": "run", "step": step, "when": 5}
        assert step_from(told, held) == story_from(told, held) == (step, 5)
        for state in ("running", "stopped"):
            asked = step_from(told, replace(held, state=state))
            assert asked == ((step, 5) if step <= 8 else None)
    for step in (0, -1, 41, 9.0, True):
        assert step_from({"run": "run", "step": step, "when": 5}, held) is None


def test_a_held_run_goes_on_to_the_end_of_an_epoch_that_is_still_to_come(held):
    ends = {8: None, 9: None, 16: 2, 17: None, 40: 5, 48: None, 24.0: None}
    for step, epoch in ends.items():
        assert epoch_from({"run": "run", "step": step}, held) == epoch, step
    for state in ("queued", "running", "finished", "stopped", "failed"):
        assert epoch_from({"run": "run", "step": 16}, replace(held, state=state)) is None


def test_a_batch_seen_ahead_gives_way_to_the_look_that_is_recorded_if_that_is_judged(view, held):
    early = {step: frame for step, frame in view.frames.items() if step <= 5}
    rows = slice(0, len(early))
    history = MetricHistory(*(getattr(view.history, name)[rows] for name in COLUMNS))
    at = AppTest.from_function(_batches_page, default_timeout=60)
    assert [view.frames[step].held_out_step for step in (5, 6, 7)] == [5, 5, 7]
    ahead = {step: replace(view.frames[step], held_out_step=step) for step in (5, 6, 7)}
    at.session_state["batches"] = {"run": "run", "frames": ahead}
    for state, frames, told in (
        ("paused", early, [6, 7]),
        ("running", early, []),  # it has not come so far
        ("running", view.frames, [6]),
    ):
        seen = replace(held, state=state, frames=frames)
        at.session_state["view"] = replace(
            seen, history=history if frames is early else view.history
        )
        at.run()
        assert at.session_state["told"] == told, state


def _batches_page():
    import streamlit as st

    from components.train.run_playback import _batches

    st.session_state["told"] = list(_batches(st.session_state["view"]))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_what_is_forged_asks_for_nothing(view, held, value):
    cell = {"run": "run", "step": 3, "true": 4, "predicted": 9}
    unit = {"run": "run", "layer": 0, "unit": 29}
    assert cell_from(value, view, view.frames) is frame_from(value, view, view.frames) is None
    assert unit_from(value, view) is None
    assert epoch_from(value, held) is step_from(value, held) is None
    for name in ("run", "step"):
        assert epoch_from({"run": "run", "step": 16} | {name: value}, held) is None
    for name in ("run", "step"):
        assert frame_from({"run": "run", "step": 0} | {name: value}, view, view.frames) is None
    for name in ("run", "step", "true", "predicted"):
        assert cell_from(cell | {name: value}, view, view.frames) is None
    for name in ("run", "layer", "unit"):
        assert unit_from(unit | {name: value}, view) is None
