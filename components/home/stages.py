"""Stages of the first lesson: one image's journey to its answer."""

import streamlit as st

from components.drawing.digits import example_digit, own_digit
from components.drawing.journey_view import COMPLETE, journey_view
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import Lesson

MAX_SHIFT = 6  # columns
SHIFT = "puzzle_shift"  # the slider's name


def journey_stage(growth: float = COMPLETE) -> None:
    """Show the journey of the learner's digit, or of the example while there is none."""
    own = own_digit(current_session())
    image, source = (example_digit(), "example") if own is None else (own, "drawing")
    journey_view(image, source, growth=growth)


def puzzle_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the 7, as far to the right as the slider moves it.

    Args:
        lesson: with the words.
        is_open: whether the answer may be seen.
    """
    shift = st.session_state.get(SHIFT, MAX_SHIFT) if is_open else 0
    label = lesson.label("move it") if is_open else ""
    journey_view(example_digit(), "puzzle", growth=COMPLETE, shift=shift, shift_control=label)


def shift_slider(lesson: Lesson) -> None:
    """Let the learner move the 7."""
    label = lesson.label("move it")
    controls.number(st.slider, label, -MAX_SHIFT, MAX_SHIFT, SHIFT, default=MAX_SHIFT)
