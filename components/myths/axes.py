"""The third myth: does Dense need one long row? Four programs of real Keras give the answer."""

import re

import streamlit as st

from components.nav.page_links import page_link
from components.questions.prediction import Prediction
from components.scripts.script_runner import ran, run_button, script_column, settings_choice
from components.ui.lesson_text import Lesson

GROUP = "myths/axes"
NAMES = ("shapes", "late", "silent", "one_axis")
RIGHT = 3


def axes_myth(lesson: Lesson, vote: Prediction) -> None:
    """Show the shapes and the parameters, the late error, the silent case, and what does fail."""
    lesson.show("four programs")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        settings = settings_choice(GROUP, NAMES)
        run_button(lesson, GROUP, settings)
    sides = st.grid(2, min_column_width=400, gap="medium")
    for name in NAMES:
        with sides.cell():
            script_column(lesson, GROUP, name, settings)
    lesson.show("mnist")
    runs = [ran(f"{GROUP}/{name}", settings[name]) for name in NAMES]
    answers = [asked.result for asked in runs if asked and asked.result]
    if len(answers) == len(runs):
        shapes, late, silent, one_axis = answers
        vote.reveal(
            outcome(shapes, late, silent, one_axis),
            out=printed(shapes, r"out: (.+)"),
            parameters=printed(shapes, r"parameters: (\d+)"),
            late=late["error"],
            answers=printed(silent, r"picture: (.+)"),
            one=one_axis["error"],
        )
        page_link(lesson, "dense")


def outcome(shapes: dict, late: dict, silent: dict, one_axis: dict) -> int:
    """Say which option of the vote the four programs bear out."""
    as_told = not shapes["error"] and late["error"] and not silent["error"] and one_axis["error"]
    return RIGHT if as_told else 0


def printed(ran: dict, rule: str) -> str:
    """Find a figure in what a script said; a dash where it is not there."""
    found = re.search(rule, "\n".join(text for _, text in ran["said"]))
    return found[1] if found else "–"
