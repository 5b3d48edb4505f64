"""The wrong order: what a trained network makes of a picture that is read another way."""

import streamlit as st

from components.lesson import Lesson
from components.memory import learner, show
from components.predict import shipped_accuracy
from models.flatten import KERAS_ORDER

CHOICES = (KERAS_ORDER, "column by column")  # of a grey picture, which has no third


def wrong_order(lesson: Lesson) -> None:
    """Let the learner read their picture in the wrong order, and say what that does."""
    notebook = learner()
    show("read_order", notebook.read_order)

    def turn() -> None:
        order = st.session_state["read_order"]
        notebook.read_order = order if order in CHOICES else notebook.read_order

    st.segmented_control(
        "Read in the wrong order", CHOICES, key="read_order", on_change=turn, required=True
    )
    if notebook.read_order != KERAS_ORDER:
        lesson.say(
            "wrong order",
            right=f"{shipped_accuracy():.1%}",
            wrong=f"{shipped_accuracy(notebook.read_order):.1%}",
        )
