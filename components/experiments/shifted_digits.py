"""Shifted digits: the same picture a few pixels aside, and every weight meets another pixel."""

import streamlit as st

from components.drawing.side_pad import pad_switch, with_side_pad
from components.experiments.own_digit import own_digit, read_row
from components.experiments.stored_and_own_run import say_conclusion, show_chart
from components.questions.prediction import Number, prediction
from components.state import controls
from components.state.experiment_defaults import default_value
from components.ui.bar_charts import GREY, Line, line_chart
from components.ui.colors import ABOVE
from components.ui.lesson_text import Lesson
from models.exercises.transforms import DIRECTIONS, EVAL_IMAGES, MAX_SHIFT, accuracy_shifted, shift

ASKED = ("right", 4)
CLEAR = 0.05
LOOKS = {
    "right": ("solid", "circle"),
    "left": ("dash", "square"),
    "down": ("dot", "diamond"),
    "up": ("dashdot", "cross"),
}  # how each direction's curve is told from the others


def shifted_digits(lesson: Lesson) -> None:
    """Ask what four pixels cost; then let the learner shift the test images and their own."""
    question = prediction(lesson, "shifted", Number(0, 100, tolerance=10))
    if not question.is_answered:
        return
    shares = accuracy_shifted(ASKED[0])
    question.reveal(round(100 * shares[ASKED[1]]), before=f"{shares[0]:.1%}")
    st.fragment(_shifting)(lesson)


def _shifting(lesson: Lesson) -> None:
    lesson.show("try shifted", count=f"{EVAL_IMAGES:,}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        direction, by = shift_choice()
        pad_switch()
    show_chart(curves(lesson, direction, by), lesson.format("curves in words"), "shift_curves")
    with with_side_pad("shift_pad"):
        if (digit := own_digit(lesson)) is not None:
            lesson.show("own digit")
            aside = shift(digit, direction, by)
            read_row([(digit, "as it is"), (aside, f"{by} {direction}")], "shifted_own")
    section, gaps = conclude(direction, by)
    say_conclusion(lesson, section, "your figures", **gaps)


def shift_choice() -> tuple[str, int]:
    """Let the learner choose a direction and how many pixels."""
    direction = controls.select(
        st.segmented_control,
        "Direction",
        list(DIRECTIONS),
        "shift_direction",
        default=default_value("shift_direction"),
        required=True,
    )
    by = controls.number(
        st.slider, "Pixels", 0, MAX_SHIFT, "shift_by", default=default_value("shift_by"), width=260
    )
    return direction, by


def curves(lesson: Lesson, direction: str, by: int) -> object:
    """Draw the accuracy over the shift, the chosen direction before all others."""
    order = [direction, *(each for each in DIRECTIONS if each != direction)]
    lines = [
        Line(each, accuracy_shifted(each), ABOVE if each == direction else GREY, *LOOKS[each])
        for each in order
    ]
    titles = lesson.format("shift in pixels"), lesson.format("read right")
    marked = (by, accuracy_shifted(direction)[by])
    return line_chart(range(MAX_SHIFT + 1), lines, titles, highlight=marked)


def conclude(direction: str, by: int) -> tuple[str, dict]:
    """Say what the chosen shift costs."""
    shares = accuracy_shifted(direction)
    gaps = {"by": by, "direction": direction, "before": f"{shares[0]:.1%}"}
    if by == 0:
        return "shifted not at all", {"before": gaps["before"]}
    gaps["after"] = f"{shares[by]:.1%}"
    return "shifted shows" if shares[0] - shares[by] >= CLEAR else "shifted a little", gaps
