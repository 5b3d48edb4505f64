"""Notices on the page: what is worth saying about a run, and a button that tries what helps."""

import streamlit as st

from components.state.hidden_controls import is_visible
from components.train.config_form import run_again
from components.ui.lesson_text import Lesson
from models.runtime.run_registry import RunView
from models.training.config_text import format_changes
from models.training.diagnostics import diagnose

MAX_SHOWN = 3  # said at once; the rest would not be read
SILENT = ("queued", "running")  # what comes and goes while one looks teaches nothing


def run_notices(lesson: Lesson, view: RunView) -> None:
    """Say the most important things about a run that stands still.

    Args:
        lesson: has the words.
        view: the run.
    """
    if view.state in SILENT or not is_visible("notices"):
        return
    for notice in diagnose(view)[:MAX_SHOWN]:
        with st.container(key=f"notice_{notice.name}", gap="small"):
            show = st.warning if view.state == "failed" else st.info
            show(lesson.format(f"notice {notice.name}", **notice.values), icon=":material/school:")
            if notice.remedy and st.button(
                f"Run again with {format_changes(notice.remedy)}",
                icon=":material/replay:",
                key=f"remedy_{notice.name}",
                on_click=run_again,
                args=(view.settings | notice.remedy, view.lineage),
            ):
                st.rerun()  # the whole page, as the settings stand outside this fragment
