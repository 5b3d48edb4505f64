"""Tasks of a page: submit one to the workers, and poll its result without blocking."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import COMMON, error_sentence
from models.runtime import task_registry
from models.runtime.task_registry import TaskResult

POLL_SECONDS = 0.25


def submit(key: str, subject: str, task: str, arguments: dict[str, Any]) -> None:
    """Submit a task; for a button's callback.

    Args:
        key: of the request; the session has the last one with each key.
        subject: what the request is about; a request about other numbers has another.
        task: a key of ``TASKS``.
        arguments: the task's.
    """
    session = current_session()
    session.requests[key] = request = RemoteRequest(subject)
    try:
        request.task = task_registry.submit(task, session.id, **arguments)
    except ValueError as error:
        request.error, request.refused = error_sentence(error), True


def ensure_request(
    key: str, subject: str, task: str, arguments: dict[str, Any], *, wait: bool = False
) -> RemoteRequest:
    """Return the request with a key about a subject, submitted unless it was before.

    Args:
        key: as of `submit`.
        subject: as of `submit`.
        task: as of `submit`.
        arguments: as of `submit`.
        wait: whether a pending request about another subject is awaited first, or replaced.
    """
    request = current_session().requests.get(key)
    if request is None or (request.subject != subject and not (wait and request.pending)):
        submit(key, subject, task, arguments)
    return current_session().requests[key]


def request_about(key: str, subject: str) -> RemoteRequest | None:
    """Return the request with a key if it is about a subject, else None."""
    request = current_session().requests.get(key)
    return request if request is not None and request.subject == subject else None


def await_result(
    request: RemoteRequest,
    convert: Callable[[Any], Any],
    words: str = "",
    show: Callable[[tuple[dict, ...]], None] | None = None,
) -> bool:
    """Show that a result is pending, or why there is none; return whether it has come.

    A learner who leaves the page finds the task pending or done on return; a long task that no
    page polls for a lease's time stops.

    Args:
        request: the request.
        convert: makes of the result what the session stores.
        words: what is waited for, in a sentence; "" for Keras.
        show: draws all reports of a long task so far, on each tick; once it has ended,
            they are ``request.reports``.
    """
    if request.pending:
        words = words or COMMON.label("waiting for Keras")
        # Polls a few times a second, and reruns the whole page once the task has ended.
        st.fragment(_poll, run_every=POLL_SECONDS)(request, convert, words, show)
    elif request.error:
        st.warning(request.error)
    return request.result is not None


def collect(
    request: RemoteRequest, convert: Callable[[Any], Any] = lambda data: data
) -> TaskResult:
    """Fetch what has come of a pending request; it has its result, or its error, once it ended.

    Args:
        request: the request.
        convert: makes of the result what the session stores.
    """
    result = task_registry.result(request.task)
    if result.state == "pending":
        return result
    if result.state == "done":
        request.result = convert(result.data)
    request.error, request.task, request.reports = result.message, "", result.reports
    return result


def _poll(
    request: RemoteRequest,
    convert: Callable[[Any], Any],
    words: str,
    show: Callable[[tuple[dict, ...]], None] | None,
) -> None:
    result = collect(request, convert)
    if result.state != "pending":
        st.rerun()
    _show_progress(request, result, words)
    if show is not None:
        show(result.reports)


def _show_progress(request: RemoteRequest, result: TaskResult, words: str) -> None:
    """Show what is pending; of a long task also its progress, and a button to stop it."""
    if result.progress is None:
        st.markdown(COMMON.label("waiting", words=words, message=result.message))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(result.progress, text=words)
        st.button(
            COMMON.label("stop"),
            icon=":material/stop:",
            key=f"stop_{request.task}",
            on_click=task_registry.cancel,
            args=(request.task,),
        )
