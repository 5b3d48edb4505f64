"""The wrong order: what a trained network predicts for a picture that is read another way."""

import streamlit as st

from components.drawing.browser_network import ORDER_CONTROL
from components.drawing.network_input import shipped_accuracy
from components.nav.progress import answered_questions
from components.questions.prediction import Choice, prediction
from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.nn.flatten import KERAS_ORDER

QUESTION = "wrong order"
WRONG = "column by column"
CHOICES = (KERAS_ORDER, WRONG)  # of a grey picture, which has no third
FLOORS = (0.97, 0.6, 0.0)  # the least accuracy that each option names


def wrong_order_question(lesson: Lesson) -> None:
    """Ask what the wrong order costs, before the learner may try it."""
    right = f"{shipped_accuracy():.1%}"
    question = prediction(lesson, QUESTION, Choice(), right=right)
    if question.is_answered:
        share = shipped_accuracy(WRONG)
        truth = next(option for option, floor in enumerate(FLOORS) if share >= floor)
        question.reveal(truth, wrong=f"{share:.1%}")


def wrong_order(lesson: Lesson) -> None:
    """Let the learner read their picture in the wrong order, once they have predicted the cost."""
    session = current_session()
    if is_visible("questions") and QUESTION not in answered_questions(session, lesson.name):
        return
    controls.select(
        st.segmented_control,
        ORDER_CONTROL,
        CHOICES,
        "read_order",
        on_change=controls.bind_field(session.network, "read_order"),
        required=True,
    )
    if session.network.read_order != KERAS_ORDER:
        lesson.show(
            "wrong order",
            right=f"{shipped_accuracy():.1%}",
            wrong=f"{shipped_accuracy(session.network.read_order):.1%}",
        )
