"""Pitfalls: eight mistakes, each predicted, then made in real Keras beside the correct program."""

from dataclasses import dataclass

import streamlit as st

from components.nav.page_links import page_link
from components.questions.prediction import WIDTH, Choice, prediction
from components.scripts.script_runner import (
    run_button,
    script_column,
    settings_choice,
    trial_choice,
)
from components.scripts.script_runs import ran
from components.ui.lesson_text import Lesson

NAMES = ("wrong", "fixed")


@dataclass(frozen=True)
class Pitfall:
    """One mistake: what its program does, and the page that teaches the cause."""

    outcome: int  # the correct option of its question
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
"""Every pitfall, by its folder in ``lessons/code/pitfalls``, in the order of the menu."""


def pitfall_choice(lesson: Lesson) -> str:
    """Let the learner choose one of the pitfalls; those they have run are marked."""
    scripts = {each: tuple(f"pitfalls/{each}/{name}" for name in NAMES) for each in PITFALLS}
    return trial_choice(lesson, lesson.label("pitfall"), scripts)


def pitfall_comparison(lesson: Lesson, pitfall: str) -> None:
    """Show one mistake: its program and the question, then both programs and their outputs."""
    group = f"pitfalls/{pitfall}"
    lesson.show(pitfall)
    code_box = st.container(width=WIDTH)
    question = prediction(lesson, pitfall, Choice(), pending_outcome=True)
    if not question.is_answered:
        with code_box:
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
    if (request := ran(f"{group}/wrong", settings["wrong"])) and request.result:
        question.reveal(PITFALLS[pitfall].outcome)
        page_link(lesson, PITFALLS[pitfall].page)
