"""Experiment: a short script that real Keras runs with something of the learner's own."""

from typing import Any

import streamlit as st

from components.remote.task_status import await_result, submit
from components.state.session import current_session
from components.ui.code_block import script_view
from components.ui.lesson_text import Lesson
from models.exercises.scripts import source
from models.training.keras_check import fingerprint


def experiment(lesson: Lesson, name: str, **arguments: Any) -> dict | None:
    """Let the learner run an experiment, and hand out what came of it.

    Args:
        lesson: has the words around it.
        name: a key of ``SNIPPETS``.
        arguments: what `models.tasks.run_snippet.run_snippet` takes beside the name.

    Returns:
        What it found, if it was run with just this.
    """
    mark, asked = fingerprint(arguments), current_session().requests.get(name)
    current = asked if asked is not None and asked.subject == mark else None
    script_view(f"script_{name}", lesson.format("experiment"), source(name))
    st.button(
        lesson.format("run experiment"),
        key=f"run_{name}",
        type="secondary" if current and current.result else "primary",
        icon=":material/play_arrow:",
        on_click=lambda: submit(name, mark, "run_snippet", {"name": name, **arguments}),
        disabled=current is not None and current.pending,
    )
    if not current:
        if asked:
            st.info(lesson.format("changed"))
        return None
    return current.result if await_result(current, dict) else None
