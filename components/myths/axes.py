"""The third myth: does Dense need a flat vector? Four programs in real Keras give the answer."""

import re

import streamlit as st

from components.nav.page_links import page_link
from components.questions.prediction import Prediction
from components.scripts.script_runner import run_button, script_column, settings_choice
from components.scripts.script_runs import ran
from components.ui.lesson_text import Lesson

GROUP = "myths/axes"
NAMES = ("shapes", "late", "silent", "one_axis")
RIGHT = 3


def axes_myth(lesson: Lesson, question: Prediction) -> None:
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
    requests = [ran(f"{GROUP}/{name}", settings[name]) for name in NAMES]
    results = [request.result for request in requests if request and request.result]
    if len(results) == len(NAMES):
        shapes, late, silent, one_axis = results
        question.reveal(
            outcome(shapes, late, silent, one_axis),
            out=printed(shapes, r"out: (.+)"),
            parameters=printed(shapes, r"parameters: (\d+)"),
            late=late["error"],
            answers=printed(silent, r"picture: (.+)"),
            one=one_axis["error"],
        )
        page_link(lesson, "dense")


def outcome(shapes: dict, late: dict, silent: dict, one_axis: dict) -> int:
    """Return the option that the four programs confirm."""
    fails = [bool(each["error"]) for each in (shapes, late, silent, one_axis)]
    return RIGHT if fails == [False, True, False, True] else 0


def printed(result: dict, pattern: str) -> str:
    """Return the first group of a pattern in a script's output, or a dash."""
    match = re.search(pattern, "\n".join(text for _, text in result["said"]))
    return match[1] if match else "–"
