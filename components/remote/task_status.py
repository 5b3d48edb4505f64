"""Asking: a page's question to the trainer, and the wait for the answer, which holds up nobody."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import error_sentence
from models.runtime import task_registry
from models.runtime.task_registry import Answer

TICK = 0.25  # seconds between two looks for the answer


def ask(place: str, mark: str, task: str, arguments: dict[str, Any]) -> None:
    """Ask the trainer; for a button's callback.

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


def answered(
    asked: RemoteRequest,
    take: Callable[[Any], Any],
    words: str = "Keras is asked.",
    show: Callable[[tuple[dict, ...]], None] | None = None,
) -> bool:
    """Say that an answer is pending, or why there is none; whether it is there.

    Whoever leaves the page meanwhile finds it pending or answered when they come back; a
    long task nobody looks at for 90 seconds stops.

    Args:
        asked: the question.
        take: makes of the answer what the session shall keep.
        words: what is waited for, in a sentence.
        show: draws all a long task has told so far, on each tick; once it has ended,
            what it told is ``asked.news``.
    """
    if asked.pending:
        # One look a few times a second, which shows the whole page again when it has ended.
        st.fragment(_look, run_every=TICK)(asked, take, words, show)
    elif asked.trouble:
        st.warning(asked.trouble)
    return asked.answer is not None


def _look(
    asked: RemoteRequest,
    take: Callable[[Any], Any],
    words: str,
    show: Callable[[tuple[dict, ...]], None] | None,
) -> None:
    said = task_registry.answer(asked.task)
    if said.state == "pending":
        _tell(asked, said, words)
        if show is not None:
            show(said.news)
        return
    if said.state == "done":
        asked.answer = take(said.data)
    asked.trouble, asked.task, asked.news = said.message, "", said.news
    st.rerun()


def _tell(asked: RemoteRequest, said: Answer, words: str) -> None:
    """Say what is waited for; of a long task also how far it is, with a way to stop it."""
    if said.progress is None:
        st.markdown(f"{words} {said.message}")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(said.progress, text=words)
        st.button(
            "Stop",
            icon=":material/stop:",
            key=f"stop_{asked.task}",
            on_click=task_registry.cancel,
            args=(asked.task,),
        )
