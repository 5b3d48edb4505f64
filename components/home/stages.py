"""Stages of the first lesson: one image's journey to its answer."""

from functools import cache

import streamlit as st

from components.home.journey_view import journey_view
from components.state import controls
from components.state.session import Session, current_session
from components.ui.lesson_text import Lesson
from models.data.datasets import load_examples
from models.data.image_files import as_digit
from models.nn.arrays import Array, readonly

COMPLETE = 4.0
EXAMPLE = 0  # the first test image of MNIST, a 7 that stays whole when it is moved so far
MAX_SHIFT = 6  # columns
SHIFT = "puzzle_shift"  # the slider's name
PAD = ("28×28", "grey")


@cache
def example_digit() -> Array:
    """Return the 7 of the puzzle, (28, 28), from 0 to 1."""
    return readonly(load_examples("mnist", "test").images[EXAMPLE] / 255)


def own_digit(session: Session) -> Array | None:
    """Return the learner's drawing as the network reads it, (28, 28); None while it is blank."""
    levels = session.drawing.pictures[PAD]
    return as_digit(levels / 255) if levels.any() else None


def journey_stage(lesson: Lesson, growth: float = COMPLETE) -> None:
    """Show the journey of the learner's digit, or of the example while there is none."""
    own = own_digit(current_session())
    image, source = (example_digit(), "example") if own is None else (own, "drawing")
    journey_view(lesson, image, source, growth=growth)


def puzzle_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the 7, as far to the right as the slider moves it.

    Args:
        lesson: with the words.
        is_open: whether the answer may be seen.
    """
    shift = st.session_state.get(SHIFT, MAX_SHIFT) if is_open else 0
    label = lesson.sections["move it"] if is_open else ""
    journey_view(
        lesson, example_digit(), "puzzle", growth=COMPLETE, shift=shift, shift_control=label
    )


def shift_slider(lesson: Lesson) -> None:
    """Let the learner move the 7."""
    label = lesson.sections["move it"]
    controls.number(st.slider, label, -MAX_SHIFT, MAX_SHIFT, SHIFT, default=MAX_SHIFT)
