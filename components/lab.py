"""The lab: one experiment at a time; which there are, and what shows each."""

from collections.abc import Callable

import streamlit as st

from components.contents import CONTENTS, pages
from components.lab_asleep import asleep_weights
from components.lab_collapse import linear_collapse
from components.lab_order import wrong_reading
from components.lab_permuted import permuted_pixels
from components.lab_pooling import flatten_or_pooling
from components.lab_prepared import preparation_on_and_off
from components.lab_shifted import shifted_digits
from components.lab_width import width_and_gap
from components.lesson import Lesson
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

    chosen = st.pills(
        lesson.text("which"),
        list(EXPERIMENTS),
        format_func=label,
        default=next(iter(EXPERIMENTS)),
        key="experiment",
        persist_state="session",
        required=True,
    )
    return chosen if chosen in EXPERIMENTS else next(iter(EXPERIMENTS))


def experiment(lesson: Lesson, name: str) -> None:
    """Say what an experiment is about and where that is taught, then ask and let it be tried."""
    lesson.say(f"about {name}")
    page = LAB[name].page
    title = next(entry.title for entry in CONTENTS if entry.name == page)
    st.page_link(
        pages()[page], label=lesson.text("learn it", page=title), icon=":material/menu_book:"
    )
    _, show = EXPERIMENTS[name]
    show(lesson)
