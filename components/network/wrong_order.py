"""The wrong order: what a trained network predicts for a picture that is read another way."""

import streamlit as st

from components.drawing.browser_network import ORDER_CONTROL
from components.drawing.network_input import shipped_accuracy
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import COMMON, Lesson
from models.nn.flatten import KERAS_ORDER

CHOICES = (KERAS_ORDER, "column by column")  # of a gray picture, which has no third


def wrong_order(lesson: Lesson) -> None:
    """Let the learner read their picture in the wrong order, and tell what it costs."""
    session = current_session()
    controls.select(
        st.segmented_control,
        COMMON.label(ORDER_CONTROL),
        CHOICES,
        "read_order",
        format_func=lambda order: COMMON.label(f"order {order}"),
        on_change=controls.bind_field(session.network, "read_order"),
        required=True,
    )
    if session.network.read_order != KERAS_ORDER:
        lesson.show(
            "wrong order",
            right=f"{shipped_accuracy():.1%}",
            wrong=f"{shipped_accuracy(session.network.read_order):.1%}",
        )
