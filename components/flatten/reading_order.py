"""The order of reading: the one Keras uses, and two that look as good and are not."""

import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import current_session, set_default
from components.ui.lesson_text import COMMON, Lesson
from models.nn.flatten import KERAS_ORDER, ORDERS


def choose_order() -> str:
    """Let the learner choose an order, and return it, a key of ``ORDERS``."""
    set_default("reading_order", KERAS_ORDER)
    if is_visible("order"):
        return controls.select(
            st.segmented_control,
            COMMON.label("read order"),
            list(ORDERS),
            "reading_order",
            format_func=lambda order: COMMON.label(f"order {order}"),
            required=True,
        )
    return st.session_state["reading_order"]


def show_order(lesson: Lesson, order: str) -> None:
    """Show what the order is, and what it does to this picture."""
    lesson.show(f"{order}, {current_session().drawing.color}")
