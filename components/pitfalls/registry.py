"""Pitfalls: eight mistakes, each foretold, then made by real Keras beside what mends it."""

from dataclasses import dataclass

import streamlit as st

from components.nav.page_links import page_link
from components.questions.prediction import WIDTH, Choice, prediction
from components.scripts.script_runner import (
    ran,
    run_button,
    script_column,
    settings_choice,
    trial_choice,
)
from components.ui.lesson_text import Lesson

NAMES = ("wrong", "fixed")


@dataclass(frozen=True)
class Pitfall:
    """One mistake: what its program does, and where the lesson teaches what was missed."""

    outcome: int  # the option of its question that comes true
    page: str


PITFALLS = {
    "flatten_forgotten": Pitfall(1, "flatten"),
    "silent_case": Pitfall(2, "dense"),
    "unscaled": Pitfall(1, "draw"),
    "no_batch_axis": Pitfall(1, "flatten"),
    "no_activation": Pitfall(2, "dense"),
    "softmax_twice": Pitfall(1, "network"),
    "too_wide": Pitfall(1, "train"),
    "input_shape": Pitfall(1, "network"),
}
"""Every pitfall, by its folder in ``lessons/code/pitfalls``, in the order they are met."""


def pitfall_choice(lesson: Lesson) -> str:
    """Let the learner turn to one of the pitfalls; those they have run bear a mark."""
    scripts = {each: tuple(f"pitfalls/{each}/{name}" for name in NAMES) for each in PITFALLS}
    return trial_choice(lesson, "Pitfall", scripts)


def pitfall_lab(lesson: Lesson, pitfall: str) -> None:
    """Show one mistake: the program and the question, then both programs run."""
    group = f"pitfalls/{pitfall}"
    lesson.show(pitfall)
    first = st.container(width=WIDTH)
    guess = prediction(lesson, pitfall, Choice(), pending_outcome=True)
    if not guess.is_answered:
        with first:
            script_column(lesson, group, "wrong", {"wrong": {}})
        return
    lesson.show(f"try {pitfall}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        settings = settings_choice(group, NAMES)
        run_button(lesson, group, settings)
    sides = st.grid(2, min_column_width=400, gap="medium")
    for name, other in zip(NAMES, reversed(NAMES), strict=True):
        with sides.cell():
            script_column(lesson, group, name, settings, other)
    lesson.show("mnist")
    if (asked := ran(f"{group}/wrong", settings["wrong"])) and asked.result:
        guess.reveal(PITFALLS[pitfall].outcome)
        page_link(lesson, PITFALLS[pitfall].page)
