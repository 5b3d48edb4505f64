"""The lab: one experiment at a time; which there are, and what shows each."""

from collections.abc import Callable

import streamlit as st

from components.experiments.constant_pixels import asleep_weights
from components.experiments.global_pooling import flatten_or_pooling
from components.experiments.linear_collapse import linear_collapse
from components.experiments.permuted_pixels import permuted_pixels
from components.experiments.preprocessing import preparation_on_and_off
from components.experiments.reading_order import wrong_reading
from components.experiments.shifted_digits import shifted_digits
from components.experiments.width import width_and_gap
from components.nav.page_links import page_link
from components.nav.progress import answered_questions
from components.state import controls
from components.state.experiment_defaults import default_value
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.exercises.experiments import LAB_EXPERIMENTS

EXPERIMENTS: dict[str, tuple[str, Callable[[Lesson], None]]] = {
    "permuted": ("permuted", permuted_pixels),
    "shifted": ("shifted", shifted_digits),
    "order": ("worst order", wrong_reading),
    "collapse": ("collapse", linear_collapse),
    "asleep": ("asleep", asleep_weights),
    "width": ("width", width_and_gap),
    "prepared": ("prepared", preparation_on_and_off),
    "pooling": ("pooling", flatten_or_pooling),
}
"""By key of ``LAB_EXPERIMENTS``: the key of its question, and what asks it and shows the rest."""


def experiment_choice(lesson: Lesson) -> str:
    """Let the learner turn to one of the experiments; those begun bear a mark."""
    done = answered_questions(current_session(), lesson.name)

    def label(name: str) -> str:
        question, _ = EXPERIMENTS[name]
        title = lesson.format(f"name {name}")
        return lesson.format("done", name=title) if question in done else title

    return controls.select(
        st.pills,
        lesson.format("which"),
        list(EXPERIMENTS),
        "lab_experiment",
        default=default_value("lab_experiment"),
        format_func=label,
        required=True,
    )


def experiment(lesson: Lesson, name: str) -> None:
    """Say what an experiment is about and where that is taught, then ask and let it be tried."""
    lesson.show(f"about {name}")
    page_link(lesson, LAB_EXPERIMENTS[name].page)
    _, show = EXPERIMENTS[name]
    show(lesson)
