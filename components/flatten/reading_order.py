"""The order of reading: the one Keras uses, and two that look as good and are not."""

import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import current_session, set_default
from components.ui.lesson_text import Lesson
from models.nn.flatten import KERAS_ORDER, ORDERS

SECTIONS = {
    ("row by row", "gray"): "row by row, gray",
    ("row by row", "RGB"): "row by row, RGB",
    ("column by column", "gray"): "column by column, gray",
    ("column by column", "RGB"): "column by column, RGB",
    ("channels first", "gray"): "channels first, gray",
    ("channels first", "RGB"): "channels first, RGB",
}


def choose_order() -> str:
    """Let the learner choose an order, and return it, a key of ``ORDERS``."""
    set_default("reading_order", KERAS_ORDER)
    if is_visible("order"):
        return controls.select(
            st.segmented_control, "Read the picture", list(ORDERS), "reading_order", required=True
        )
    return st.session_state["reading_order"]


def show_order(lesson: Lesson, order: str) -> None:
    """Show what the order is, and what it does to this picture."""
    lesson.show(SECTIONS[order, current_session().drawing.color])
