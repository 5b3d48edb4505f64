"""Preparation on and off: drawings as they come, and as MNIST would have them."""

import streamlit as st

from components.experiments.own_digit import read_row
from components.experiments.stored_and_own_run import say_conclusion, show_chart
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

ASKED = (12, "top left", 200)
CLEAR = 0.05
WORDS = {"none": "off", "box": "box in the middle", "mnist": "as MNIST's"}
SHOWN = 4  # drawings


def preparation_on_and_off(lesson: Lesson) -> None:
    """Ask what a network reads without preparation; then let the learner place the drawings."""
    question = prediction(lesson, "prepared", Number(0, 100, tolerance=10))
    if not question.is_answered:
        return
    drawings = simulate_drawings(*ASKED)
    question.reveal(
        round(100 * drawings.accuracy("none")),
        on=f"{drawings.accuracy('mnist'):.0%}",
    )
    st.fragment(_placing)(lesson)


def _placing(lesson: Lesson) -> None:
    lesson.show("try prepared")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        size, place, count = drawing_choice()
    drawings = simulate_drawings(size, place, count)
    bars = [Bar(WORDS[each], drawings.accuracy(each), each == "none") for each in PREPROCESSING]
    show_chart(
        bar_chart(bars, lesson.format("read right")),
        lesson.format("preparations in words"),
        "preparation_bars",
    )
    for each in ("none", "mnist"):
        lesson.show(f"drawings {each}")
        pictures = drawings.shown[each][:SHOWN]
        labels = drawings.labels[:SHOWN]
        row = [(image, f"a {label}") for image, label in zip(pictures, labels, strict=True)]
        read_row(row, f"drawings_{each}")
    section, gaps = conclude(drawings)
    say_conclusion(lesson, section, "your figures", **gaps)


def drawing_choice() -> tuple[int, str, int]:
    """Let the learner choose how large the ink is, where it lies, and how many drawings."""
    size = controls.number(
        st.slider,
        "Longer side of the ink, pixels",
        MIN_SIZE,
        MAX_SIZE,
        "lab_size",
        default=default_value("lab_size"),
        width=260,
    )
    place = controls.select(
        st.selectbox,
        "Where",
        list(POSITIONS),
        "lab_place",
        default=default_value("lab_place"),
        width=180,
    )
    count = controls.number(
        st.slider,
        "Drawings",
        50,
        MAX_DRAWINGS,
        "lab_count",
        default=default_value("lab_count"),
        step=50,
        width=220,
    )
    return size, place, count


def conclude(drawings: SimulatedDrawings) -> tuple[str, dict]:
    """Say what the preparation is worth for these drawings."""
    shares = {each: drawings.accuracy(each) for each in PREPROCESSING}
    gaps = {each: f"{share:.1%}" for each, share in shares.items()}
    gaps["count"] = str(len(drawings.labels))
    helps = shares["mnist"] - shares["none"] >= CLEAR
    return "prepared shows" if helps else "prepared hardly matters", gaps
