"""Preprocessing: drawings as they are, and prepared as MNIST's images were."""

import streamlit as st

from components.experiments.own_digit import prediction_row
from components.experiments.runs import show_chart, show_conclusion
from components.questions.prediction import Number, prediction
from components.state import controls
from components.state.experiment_defaults import default_value
from components.ui.bar_charts import Bar, bar_chart
from components.ui.lesson_text import Lesson
from models.exercises.simulated_drawings import (
    MAX_DRAWINGS,
    MAX_SIZE,
    MIN_SIZE,
    POSITIONS,
    PREPROCESSING,
    SimulatedDrawings,
    simulate_drawings,
)

QUESTION = "prepared"
ASKED_DRAWINGS = (12, "top left", 200)  # digit size in pixels, position, count
CLEAR = 0.05  # difference of accuracies
MAX_SHOWN = 4  # drawings


def show(lesson: Lesson) -> None:
    """Ask for the accuracy without preprocessing; then let the learner vary the drawings."""
    question = prediction(lesson, QUESTION, Number(0, 100, tolerance=10))
    if not question.is_answered:
        return
    drawings = simulate_drawings(*ASKED_DRAWINGS)
    question.reveal(
        round(100 * drawings.accuracy("none")),
        on=f"{drawings.accuracy('mnist'):.0%}",
    )
    st.fragment(_placing)(lesson)


def _placing(lesson: Lesson) -> None:
    lesson.show("try prepared")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        size, position, count = drawing_choice(lesson)
    drawings = simulate_drawings(size, position, count)
    bars = [
        Bar(lesson.label(f"preparation {name}"), drawings.accuracy(name), name == "none")
        for name in PREPROCESSING
    ]
    show_chart(
        bar_chart(bars, lesson.format("accuracy")),
        lesson.format("preparations in words"),
        "preparation_bars",
    )
    for each in ("none", "mnist"):
        lesson.show(f"drawings {each}")
        pictures = drawings.shown[each][:MAX_SHOWN]
        labels = drawings.labels[:MAX_SHOWN]
        row = [
            (image, lesson.label("labeled", digit=label))
            for image, label in zip(pictures, labels, strict=True)
        ]
        prediction_row(lesson, row, f"drawings_{each}")
    section, gaps = conclusion(drawings)
    show_conclusion(lesson, section, "figures", **gaps)


def drawing_choice(lesson: Lesson) -> tuple[int, str, int]:
    """Let the learner choose the digit's size, its position, and the number of drawings."""
    size = controls.number(
        st.slider,
        lesson.label("size"),
        MIN_SIZE,
        MAX_SIZE,
        "lab_size",
        default=default_value("lab_size"),
        width=260,
    )
    position = controls.select(
        st.selectbox,
        lesson.label("where"),
        list(POSITIONS),
        "lab_place",
        default=default_value("lab_place"),
        format_func=lambda each: lesson.label(f"position {each}"),
        width=180,
    )
    count = controls.number(
        st.slider,
        lesson.label("drawings"),
        50,
        MAX_DRAWINGS,
        "lab_count",
        default=default_value("lab_count"),
        step=50,
        width=220,
    )
    return size, position, count


def conclusion(drawings: SimulatedDrawings) -> tuple[str, dict]:
    """Return the section that states what preprocessing gains for these drawings, and its gaps."""
    accuracies = {each: drawings.accuracy(each) for each in PREPROCESSING}
    gaps = {each: f"{share:.1%}" for each, share in accuracies.items()}
    gaps["count"] = str(len(drawings.labels))
    helps = accuracies["mnist"] - accuracies["none"] >= CLEAR
    return "prepared shows" if helps else "prepared hardly matters", gaps
