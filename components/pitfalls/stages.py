"""Stages of the lesson on bugs: a program, and what real Keras makes of it."""

import streamlit as st

from components.pitfalls.program_view import program_view
from components.remote.per_step_results import result_or_retry
from components.remote.task_status import ensure_request
from components.scripts.script_runs import mark_of, ran, when
from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import Lesson
from models.exercises.bugs import BUGS, Bug
from models.exercises.scripts import Settings, source

SHIPPED: Settings = {}  # as the program is written, with its bug


def program_stage(lesson: Lesson, name: str, *, is_open: bool) -> None:
    """Show a program with its bug, and what it does once the question was answered.

    Args:
        lesson: has the words.
        name: of the bug, a key of ``BUGS``.
        is_open: whether the question was answered.
    """
    bug = BUGS[name]
    _show(lesson, bug, SHIPPED, _run(bug, SHIPPED) if is_open else None, is_open=is_open)


def fix_stage(lesson: Lesson, name: str, *, is_open: bool) -> None:
    """Show a program with the change that was last chosen, and what it does.

    Args:
        lesson: has the words.
        name: of the bug, a key of ``BUGS``.
        is_open: whether a change was chosen; until then the program as it was is shown.
    """
    bug = BUGS[name]
    if is_open:
        settings = _chosen(lesson, name)
        _show(lesson, bug, settings, _run(bug, settings), is_open=True)
    else:
        _show(lesson, bug, SHIPPED, ran(bug.script, SHIPPED), is_open=False)


def _chosen(lesson: Lesson, name: str) -> Settings:
    """Return the change that the last answer is; the one that fixes it where there is none."""
    given = current_session().answers.given.get(f"{lesson.name}.fix_{name}")
    return BUGS[name].fixes[given[-1] if given else BUGS[name].fix]


def _run(bug: Bug, settings: Settings) -> RemoteRequest:
    """Have a program run, unless it was the last one of this bug that did."""
    arguments = {"script": bug.script, "settings": settings}
    return ensure_request(bug.script, mark_of(settings), "run_script", arguments)


def _show(
    lesson: Lesson,
    bug: Bug,
    settings: Settings,
    request: RemoteRequest | None,
    *,
    is_open: bool,
) -> None:
    result = request.result if request else None
    with st.container(key="pitfall_stage", gap=None):
        program_view(
            source(bug.script, settings),
            source(bug.script, SHIPPED),
            result,
            lesson.format(f"says fix {bug.pitfall}"),
            lesson.words("program"),
            note=when(lesson, result) if result else "",
            is_open=is_open,
            is_pending=bool(request and request.pending),
            is_failed=bool(request and request.error),
        )
        with st.container(key="pitfall_pending", gap=None):
            if request and not result:
                result_or_retry(bug.script, request, dict, lesson.format("running"))
