"""Notices about a run, each with a button that tries its remedy."""

import streamlit as st

from components.nav.scene_links import scene_button
from components.state.hidden_controls import is_visible
from components.train.config_form import run_again
from components.train.config_words import changes_text
from components.ui.lesson_text import Lesson
from models.runtime.run_registry import RunView
from models.training.diagnostics import Diagnostic, diagnose

MAX_SHOWN = 3  # more would not be read
NO_NOTICES_IN = (
    "queued",
    "running",
)  # a notice that comes and goes while one reads teaches nothing
TAUGHT = {
    "exploding": "diverge",
    "stuck": "under",
    "gap": "over",
    "slow": "mend",
    "unfinished": "mend",
}
"""The scene of *Diagnose* that tells of a notice, by the notice's name."""


def notice_text(lesson: Lesson, notice: Diagnostic) -> str:
    """Return a notice in words.

    Args:
        lesson: has them.
        notice: which.
    """
    return lesson.format(f"notice {notice.name}", **notice.values)


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
            show_box(notice_text(lesson, notice), icon=":material/school:")
            if notice.name in TAUGHT:
                scene_button(
                    lesson.label("why"), f"why_{notice.name}", "diagnose", TAUGHT[notice.name]
                )
            if notice.remedy and st.button(
                lesson.label("run again with", changes=changes_text(lesson, notice.remedy)),
                icon=":material/replay:",
                key=f"remedy_{notice.name}",
                on_click=run_again,
                args=(view.settings | notice.remedy, view.lineage),
            ):
                st.rerun()  # the whole page, as the settings are outside this fragment
