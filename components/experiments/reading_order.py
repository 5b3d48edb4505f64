"""Reading order: the same 784 values, in another order than the network was trained on."""

import streamlit as st

from components.drawing.side_pad import pad_switch, with_side_pad
from components.experiments.own_digit import prediction_row, prepared_drawing
from components.experiments.runs import show_chart, show_conclusion
from components.questions.prediction import Choice, prediction
from components.state import controls
from components.state.experiment_defaults import default_value
from components.ui.bar_charts import Bar, bar_chart
from components.ui.lesson_text import Lesson
from models.data.datasets import load_examples
from models.exercises.transforms import EVAL_IMAGES, READ_ORDERS, accuracy_reordered, reorder
from models.nn.flatten import KERAS_ORDER

WRONG = [order for order in READ_ORDERS if order != KERAS_ORDER]
QUESTION = "order"
CLEAR = 0.05  # difference of accuracies


def show(lesson: Lesson) -> None:
    """Ask which wrong order costs most; then let the learner choose any of them."""
    question = prediction(lesson, QUESTION, Choice())
    if not question.is_answered:
        return
    accuracies = {order: accuracy_reordered(order) for order in WRONG}
    worst = min(accuracies, key=accuracies.__getitem__)
    best = max(accuracies, key=accuracies.__getitem__)
    question.reveal(
        WRONG.index(worst),
        worst=lesson.label(f"order {worst}"),
        lowest=f"{accuracies[worst]:.1%}",
        best=lesson.label(f"order {best}"),
        highest=f"{accuracies[best]:.1%}",
    )
    st.fragment(_order_form)(lesson)


def _order_form(lesson: Lesson) -> None:
    lesson.show("try order", count=f"{EVAL_IMAGES:,}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        order = order_choice(lesson)
        pad_switch()
    bars = [
        Bar(lesson.label(f"order {name}"), accuracy_reordered(name), name != KERAS_ORDER)
        for name in READ_ORDERS
    ]
    show_chart(
        bar_chart(bars, lesson.format("accuracy")), lesson.format("orders in words"), "order_bars"
    )
    with with_side_pad("order_pad"):
        lesson.show("as it sees")
        images = [(load_examples("mnist", "test").images[0] / 255, lesson.label("test image"))]
        if (digit := prepared_drawing(lesson)) is not None:
            images.append((digit, lesson.label("yours")))
        row = [(reorder(image, order), caption) for image, caption in images]
        prediction_row(lesson, row, "order_pictures")
    section, gaps = conclusion(order)
    if "reading" in gaps:
        gaps["reading"] = lesson.label(f"order {order}")
    show_conclusion(lesson, section, "figures", **gaps)


def order_choice(lesson: Lesson) -> str:
    """Let the learner choose an order."""
    return controls.select(
        st.selectbox,
        lesson.label("read"),
        list(READ_ORDERS),
        "lab_reading",
        default=default_value("lab_reading"),
        format_func=lambda order: lesson.label(f"order {order}"),
        width=280,
    )


def conclusion(order: str) -> tuple[str, dict]:
    """Return the section that states the cost of the chosen order, and its gaps."""
    right, wrong = accuracy_reordered(KERAS_ORDER), accuracy_reordered(order)
    if order == KERAS_ORDER:
        return "order as learned", {"right": f"{right:.1%}"}
    gaps = {"reading": order, "right": f"{right:.1%}", "wrong": f"{wrong:.1%}"}
    return "order shows" if right - wrong >= CLEAR else "order hardly matters", gaps
