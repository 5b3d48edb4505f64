"""Myths: four things that are often said, each voted on and then tried."""

from collections.abc import Callable

import streamlit as st

from components.lesson import Lesson
from components.memory import learner
from components.myth_axes import axes_myth
from components.myth_edges import edges_myth
from components.myth_gradient import gradient_myth
from components.myth_values import values_myth
from components.prediction import Choice, Prediction, prediction

MYTHS: dict[str, Callable[[Lesson, Prediction], None]] = {
    "values": values_myth,
    "edges": edges_myth,
    "axes": axes_myth,
    "gradient": gradient_myth,
}
"""Every myth, and the experiment that tries it once the learner has voted."""


def myth_choice(lesson: Lesson) -> str:
    """Let the learner turn to one of the myths; those that were tried bear a mark."""
    tried = {place.removeprefix("myths.") for place in learner().outcomes}

    def label(myth: str) -> str:
        name = lesson.text(f"name {myth}")
        return lesson.text("tried", name=name) if myth in tried else name

    chosen = st.segmented_control(
        "Myth",
        list(MYTHS),
        format_func=label,
        default=next(iter(MYTHS)),
        key="myth",
        persist_state="session",
        required=True,
        label_visibility="collapsed",
    )
    return chosen if chosen in MYTHS else next(iter(MYTHS))


def myth_trial(lesson: Lesson, myth: str) -> None:
    """Show what is said, let the learner vote, then let them try it."""
    lesson.say(f"said {myth}")
    vote = prediction(lesson, myth, Choice())
    if vote.made:
        MYTHS[myth](lesson, vote)
