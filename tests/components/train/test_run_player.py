"""The run player's events: valid ones are read, anything else is ignored."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components.train.run_player import words_of
from components.train.run_player.events import (
    Cell,
    cell_from,
    epoch_from,
    explanation_from,
    frame_from,
    step_from,
    unit_from,
)
from components.ui.lesson_text import Lesson
from models.training.recording import COLUMNS, MetricHistory
from tests.hostile.values import VALUES
from tests.models.recorded_runs import recorded


@pytest.fixture(scope="module")
def view():
    return recorded(hidden_units=(30,), epochs=1)


def test_a_cell_or_all_of_them_can_be_requested_at_any_available_step(view):
    message = {"run": "run", "step": 3, "true": 4, "predicted": 9}
    assert cell_from(message, view, view.frames) == Cell(3, (4, 9))
    everywhere = message | {"true": None, "predicted": None}
    assert cell_from(everywhere, view, view.frames) == Cell(3, None)
    for loss in (float("nan"), float("inf")):  # without a loss no image is more wrong than another
        broken = view.frames | {3: replace(view.frames[3], validation_loss=loss)}
        assert cell_from(message, view, broken) is cell_from(everywhere, view, broken) is None


def test_a_cell_is_of_the_step_at_which_its_matrix_was_evaluated(view):
    assert view.frames[4].validation_step == 3
    everywhere = {"run": "run", "step": 4}
    for message in (everywhere, everywhere | {"true": 4, "predicted": 9}):
        assert cell_from(message, view, view.frames).step == 3


@pytest.mark.parametrize(("validation", "images"), [(100, "validation"), (0, "test")])
def test_the_words_name_the_images_that_the_run_is_evaluated_on(view, validation, images):
    run = replace(view, config=replace(view.config, validation=validation))
    words = words_of(Lesson("train"), run)
    named = {key for key in words if f"{images} image" in words[key]}
    assert {"correct", "confusion", "confusion name", "cell wrong", "most wrong"} <= named
    assert words["validation key"] == images


def test_only_a_unit_without_a_picture_is_requested(view):
    shown = len(view.frames[0].layers[0].pictures)
    assert 0 < shown < 30
    message = {"run": "run", "layer": 0, "unit": shown}
    assert unit_from(message, view) == (0, shown)
    assert unit_from(message | {"unit": 29}, view) == (0, 29)
    for other in ({"unit": shown - 1}, {"unit": 30}, {"unit": -1}, {"layer": 1}, {"layer": 2}):
        assert unit_from(message | other, view) is None


def test_a_step_can_be_checked_and_branched_from_if_its_loss_is_a_number(view):
    step = max(view.frames)
    message, frame = {"run": "run", "step": step}, view.frames[step]
    assert frame_from(message, view, view.frames) is frame
    for loss in (float("nan"), float("inf")):
        broken = view.frames | {step: replace(frame, validation_loss=loss)}
        assert frame_from(message, view, broken) is None
    assert frame_from(message | {"step": step + 1}, view, view.frames) is None


@pytest.fixture(scope="module")
def paused_run(view):
    """A run of 5 epochs of 8 batches, paused at batch 8."""
    config = replace(view.config, epochs=5)
    return replace(view, config=config, state="paused", total_steps=40)


def test_only_a_paused_run_can_be_shown_ahead_up_to_its_last_step(view, paused_run):
    for step in (1, 8, 9, 40):
        message = {"run": "run", "step": step, "when": 5, "pressId": 5}
        assert step_from(message, paused_run) == explanation_from(message, paused_run) == (step, 5)
        for state in ("running", "stopped"):
            requested = step_from(message, replace(paused_run, state=state))
            assert requested == ((step, 5) if step <= 8 else None)
    for step in (0, -1, 41, 9.0, True):
        assert step_from({"run": "run", "step": step, "when": 5, "pressId": 5}, paused_run) is None


def test_a_paused_run_continues_to_the_end_of_a_later_epoch(paused_run):
    ends = {8: None, 9: None, 16: 2, 17: None, 40: 5, 48: None, 24.0: None}
    for step, epoch in ends.items():
        assert epoch_from({"run": "run", "step": step}, paused_run) == epoch, step
    for state in ("queued", "running", "finished", "stopped", "failed"):
        assert epoch_from({"run": "run", "step": 16}, replace(paused_run, state=state)) is None


def test_a_single_step_is_replaced_by_a_recorded_one_that_was_evaluated(view, paused_run):
    early = {step: frame for step, frame in view.frames.items() if step <= 5}
    rows = slice(0, len(early))
    history = MetricHistory(*(getattr(view.history, name)[rows] for name in COLUMNS))
    at = AppTest.from_function(_batches_page, default_timeout=60)
    assert [view.frames[step].validation_step for step in (5, 6, 7)] == [5, 5, 7]
    ahead = {step: replace(view.frames[step], validation_step=step) for step in (5, 6, 7)}
    at.session_state["batches"] = {"run": "run", "frames": ahead}
    for state, frames, message in (
        ("paused", early, [6, 7]),
        ("running", early, []),  # it has not come so far
        ("running", view.frames, [6]),
    ):
        seen = replace(paused_run, state=state, frames=frames)
        at.session_state["view"] = replace(
            seen, history=history if frames is early else view.history
        )
        at.run()
        assert at.session_state["shown"] == message, state


def _batches_page():
    import streamlit as st

    from components.train.run_playback import single_steps

    st.session_state["shown"] = list(single_steps(st.session_state["view"]))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_forged_event_is_ignored(view, paused_run, value):
    cell = {"run": "run", "step": 3, "true": 4, "predicted": 9}
    unit = {"run": "run", "layer": 0, "unit": 29}
    assert cell_from(value, view, view.frames) is frame_from(value, view, view.frames) is None
    assert unit_from(value, view) is None
    assert epoch_from(value, paused_run) is step_from(value, paused_run) is None
    for name in ("run", "step"):
        assert epoch_from({"run": "run", "step": 16} | {name: value}, paused_run) is None
    for name in ("run", "step"):
        assert frame_from({"run": "run", "step": 0} | {name: value}, view, view.frames) is None
    for name in ("run", "step", "true", "predicted"):
        assert cell_from(cell | {name: value}, view, view.frames) is None
    for name in ("run", "layer", "unit"):
        assert unit_from(unit | {name: value}, view) is None
