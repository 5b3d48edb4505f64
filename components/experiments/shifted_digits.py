"""Shifted digits: the same image some pixels aside, so that every weight gets another pixel."""

import streamlit as st

from components.drawing.side_pad import pad_switch, with_side_pad
from components.experiments.own_digit import prediction_row, prepared_drawing
from components.experiments.runs import show_chart, show_conclusion
from components.questions.prediction import Number, prediction
from components.state import controls
from components.state.experiment_defaults import default_value
from components.ui.bar_charts import Line, line_chart
from components.ui.colors import GRAY, MARK
from components.ui.lesson_text import Lesson
from models.exercises.transforms import DIRECTIONS, EVAL_IMAGES, MAX_SHIFT, accuracy_shifted, shift

QUESTION = "shifted"
ASKED_SHIFT = ("right", 4)  # direction and pixels
CLEAR = 0.05  # difference of accuracies
LINE_STYLES = {
    "right": ("solid", "circle"),
    "left": ("dash", "square"),
    "down": ("dot", "diamond"),
    "up": ("dashdot", "cross"),
}  # of each direction's curve


def show(lesson: Lesson) -> None:
    """Ask for the accuracy after a shift; then let the learner shift test images and their own."""
    question = prediction(lesson, QUESTION, Number(0, 100, tolerance=10))
    if not question.is_answered:
        return
    accuracies = accuracy_shifted(ASKED_SHIFT[0])
    question.reveal(round(100 * accuracies[ASKED_SHIFT[1]]), before=f"{accuracies[0]:.1%}")
    st.fragment(_shifting)(lesson)


def _shifting(lesson: Lesson) -> None:
    lesson.show("try shifted", count=f"{EVAL_IMAGES:,}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        direction, by = shift_choice(lesson)
        pad_switch()
    show_chart(
        accuracy_chart(lesson, direction, by), lesson.format("curves in words"), "shift_curves"
    )
    with with_side_pad("shift_pad"):
        if (digit := prepared_drawing(lesson)) is not None:
            lesson.show("own digit")
            shifted = shift(digit, direction, by)
            captions = (
                lesson.label("unshifted"),
                lesson.label("shifted", by=by, direction=lesson.label(f"direction {direction}")),
            )
            row = list(zip((digit, shifted), captions, strict=True))
            prediction_row(lesson, row, "shifted_own")
    section, gaps = conclusion(direction, by)
    if by:
        gaps["direction"] = lesson.label(f"direction {direction}")
    show_conclusion(lesson, section, "figures", **gaps)


def shift_choice(lesson: Lesson) -> tuple[str, int]:
    """Let the learner choose a direction and how many pixels."""
    direction = controls.select(
        st.segmented_control,
        lesson.label("direction"),
        list(DIRECTIONS),
        "shift_direction",
        default=default_value("shift_direction"),
        format_func=lambda each: lesson.label(f"direction {each}"),
        required=True,
    )
    by = controls.number(
        st.slider,
        lesson.label("pixels"),
        0,
        MAX_SHIFT,
        "shift_by",
        default=default_value("shift_by"),
        width=260,
    )
    return direction, by


def accuracy_chart(lesson: Lesson, direction: str, by: int) -> object:
    """Return a chart of the accuracy over the shift, the chosen direction in front."""
    others = [name for name in DIRECTIONS if name != direction]
    lines = [
        Line(
            lesson.label(f"direction {name}"),
            accuracy_shifted(name),
            MARK if name == direction else GRAY,
            *LINE_STYLES[name],
        )
        for name in (direction, *others)
    ]
    titles = lesson.format("shift in pixels"), lesson.format("accuracy")
    highlight = (by, accuracy_shifted(direction)[by])
    return line_chart(range(MAX_SHIFT + 1), lines, titles, highlight=highlight)


def conclusion(direction: str, by: int) -> tuple[str, dict]:
    """Return the section that states the cost of a shift, and its gaps."""
    accuracies = accuracy_shifted(direction)
    gaps = {"by": by, "direction": direction, "before": f"{accuracies[0]:.1%}"}
    if by == 0:
        return "shifted not at all", {"before": gaps["before"]}
    gaps["after"] = f"{accuracies[by]:.1%}"
    return "shifted shows" if accuracies[0] - accuracies[by] >= CLEAR else "shifted a little", gaps
