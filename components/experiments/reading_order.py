"""Wrong order: the same 784 values, read in another order than the network learned on."""

import streamlit as st

from components.drawing.side_pad import pad_switch, with_side_pad
from components.experiments.own_digit import own_digit, read_row
from components.experiments.stored_and_own_run import say_conclusion, show_chart
from components.questions.prediction import Choice, prediction
from components.state import controls
from components.state.experiment_defaults import default_value
from components.ui.bar_charts import Bar, bar_chart
from components.ui.lesson_text import Lesson
from models.data.datasets import load_examples
from models.exercises.transforms import EVAL_IMAGES, READ_ORDERS, accuracy_reordered, reorder
from models.nn.flatten import KERAS_ORDER

WRONG = [each for each in READ_ORDERS if each != KERAS_ORDER]
CLEAR = 0.05


def wrong_reading(lesson: Lesson) -> None:
    """Ask which wrong order costs most; then let the learner read in any of them."""
    question = prediction(lesson, "worst order", Choice())
    if not question.is_answered:
        return
    shares = {each: accuracy_reordered(each) for each in WRONG}
    worst, best = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    question.reveal(
        WRONG.index(worst),
        worst=f"{shares[worst]:.1%}",
        best=best,
        share=f"{shares[best]:.1%}",
    )
    st.fragment(_reading)(lesson)


def _reading(lesson: Lesson) -> None:
    lesson.show("try order", count=f"{EVAL_IMAGES:,}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reading = reading_choice()
        pad_switch()
    bars = [Bar(each, accuracy_reordered(each), each != KERAS_ORDER) for each in READ_ORDERS]
    show_chart(
        bar_chart(bars, lesson.format("read right")), lesson.format("orders in words"), "order_bars"
    )
    with with_side_pad("order_pad"):
        lesson.show("as it sees")
        pictures = [(load_examples("mnist", "test").images[0] / 255, "a test image")]
        if (digit := own_digit(lesson)) is not None:
            pictures.append((digit, "yours"))
        row = [(reorder(picture, reading), words) for picture, words in pictures]
        read_row(row, "order_pictures")
    section, gaps = conclude(reading)
    say_conclusion(lesson, section, "your figures", **gaps)


def reading_choice() -> str:
    """Let the learner choose an order."""
    return controls.select(
        st.selectbox,
        "Read",
        list(READ_ORDERS),
        "lab_reading",
        default=default_value("lab_reading"),
        width=280,
    )


def conclude(reading: str) -> tuple[str, dict]:
    """Say what the chosen order costs."""
    right, share = accuracy_reordered(KERAS_ORDER), accuracy_reordered(reading)
    if reading == KERAS_ORDER:
        return "order as learned", {"right": f"{right:.1%}"}
    gaps = {"reading": reading, "right": f"{right:.1%}", "share": f"{share:.1%}"}
    return "order shows" if right - share >= CLEAR else "order hardly matters", gaps
