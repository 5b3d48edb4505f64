"""The lab: one experiment at a time; which there are, and what shows each."""

from collections.abc import Callable

import streamlit as st

from components import controls
from components.lab_asleep import asleep_weights
from components.lab_collapse import linear_collapse
from components.lab_order import wrong_reading
from components.lab_permuted import permuted_pixels
from components.lab_pooling import flatten_or_pooling
from components.lab_prepared import preparation_on_and_off
from components.lab_settings import first
from components.lab_shifted import shifted_digits
from components.lab_width import width_and_gap
from components.lesson import Lesson
from components.links import link
from components.memory import learner
from components.progress import answered
from models.lab import LAB

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
"""Every experiment of ``LAB``: the key of its question, and what asks it and shows the rest."""


def experiment_choice(lesson: Lesson) -> str:
    """Let the learner turn to one of the experiments; those begun bear a mark."""
    done = answered(learner(), lesson.name)

    def label(name: str) -> str:
        question, _ = EXPERIMENTS[name]
        title = lesson.text(f"name {name}")
        return lesson.text("done", name=title) if question in done else title

    return controls.select(
        st.pills,
        lesson.text("which"),
        list(EXPERIMENTS),
        "lab_experiment",
        first=first("lab_experiment"),
        format_func=label,
        required=True,
    )


def experiment(lesson: Lesson, name: str) -> None:
    """Say what an experiment is about and where that is taught, then ask and let it be tried."""
    lesson.say(f"about {name}")
    link(lesson, LAB[name].page)
    _, show = EXPERIMENTS[name]
    show(lesson)
