"""Tasks of a page: submit one to the workers, and poll its result without blocking."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import error_sentence
from models.runtime import task_registry
from models.runtime.task_registry import Answer

POLL_SECONDS = 0.25


def submit(place: str, mark: str, task: str, arguments: dict[str, Any]) -> None:
    """Submit a task; for a button's callback.

    Args:
        place: where on the lesson; each place keeps its last question.
        mark: of what the question is about; asked about other things, it has another.
        task: a key of ``TASKS``.
        arguments: the task's.
    """
    session = current_session()
    session.asked[place] = asked = RemoteRequest(mark)
    try:
        asked.task = task_registry.ask(task, session.id, **arguments)
    except ValueError as problem:
        asked.trouble = error_sentence(problem)


def await_result(
    asked: RemoteRequest,
    take: Callable[[Any], Any],
    words: str = "Keras is asked.",
    show: Callable[[tuple[dict, ...]], None] | None = None,
) -> bool:
    """Show that a result is pending, or why there is none; return whether it has come.

    A learner who leaves the page finds the task pending or done on return; a long task that no
    page polls for a lease's time stops.

    Args:
        asked: the question.
        take: makes of the answer what the session shall keep.
        words: what is waited for, in a sentence.
        show: draws all a long task has told so far, on each tick; once it has ended,
            what it told is ``asked.news``.
    """
    if asked.pending:
        # Polls a few times a second, and reruns the whole page once the task has ended.
        st.fragment(_poll, run_every=POLL_SECONDS)(asked, take, words, show)
    elif asked.trouble:
        st.warning(asked.trouble)
    return asked.answer is not None


def _poll(
    asked: RemoteRequest,
    take: Callable[[Any], Any],
    words: str,
    show: Callable[[tuple[dict, ...]], None] | None,
) -> None:
    result = task_registry.answer(asked.task)
    if result.state == "pending":
        _show_progress(asked, result, words)
        if show is not None:
            show(result.news)
        return
    if result.state == "done":
        asked.answer = take(result.data)
    asked.trouble, asked.task, asked.news = result.message, "", result.news
    st.rerun()


def _show_progress(asked: RemoteRequest, result: Answer, words: str) -> None:
    """Show what is pending; of a long task also its progress, and a button to stop it."""
    if result.progress is None:
        st.markdown(f"{words} {result.message}")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(result.progress, text=words)
        st.button(
            "Stop",
            icon=":material/stop:",
            key=f"stop_{asked.task}",
            on_click=task_registry.cancel,
            args=(asked.task,),
        )
