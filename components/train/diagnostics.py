"""Notices about a run, each with a button that tries its remedy."""

import streamlit as st

from components.state.hidden_controls import is_visible
from components.train.config_form import run_again
from components.train.config_words import changes_text
from components.ui.lesson_text import Lesson
from models.runtime.run_registry import RunView
from models.training.diagnostics import diagnose

MAX_SHOWN = 3  # more would not be read
NO_NOTICES_IN = (
    "queued",
    "running",
)  # a notice that comes and goes while one reads teaches nothing


def run_notices(lesson: Lesson, view: RunView) -> None:
    """Show the most important notices about a run that is not training.

    Args:
        lesson: has a section for each notice.
        view: the run.
    """
    if view.state in NO_NOTICES_IN or not is_visible("notices"):
        return
    for notice in diagnose(view)[:MAX_SHOWN]:
        with st.container(key=f"notice_{notice.name}", gap="small"):
            show_box = st.warning if view.state == "failed" else st.info
            show_box(
                lesson.format(f"notice {notice.name}", **notice.values), icon=":material/school:"
            )
            if notice.remedy and st.button(
                lesson.label("run again with", changes=changes_text(lesson, notice.remedy)),
                icon=":material/replay:",
                key=f"remedy_{notice.name}",
                on_click=run_again,
                args=(view.settings | notice.remedy, view.lineage),
            ):
                st.rerun()  # the whole page, as the settings are outside this fragment
