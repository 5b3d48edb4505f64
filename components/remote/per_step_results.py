"""Results of tasks at many steps of a run, each step requested once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from components.remote.task_status import await_result, submit
from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import COMMON
from models.runtime import task_registry
from models.runtime.run_registry import RunView


@dataclass
class StepResults:
    """Results by step, and the steps that are pending."""

    subject: str  # what it is about
    rows: dict[int, Any] = field(default_factory=dict)
    pending_steps: list[int] = field(default_factory=list)


def run_arguments(view: RunView) -> dict:
    """Return the arguments that every task about a run has."""
    return {"dataset": view.dataset, "settings": view.settings, "lineage": view.lineage}


def is_idle(view: RunView) -> bool:
    """Whether a run leaves its worker time for tasks about it."""
    return view.ended or view.state == "paused"


def results_at_steps(
    key: str, subject: str, task: str, arguments: dict[str, Any], steps: Iterable[int] | None
) -> dict[int, Any]:
    """Request the steps not requested yet; another request with the same key is cancelled.

    Args:
        key: as of `components.remote.task_status.submit`.
        subject: what the request is about.
        task: a key of ``TASKS`` that takes ``steps`` and returns a row for each.
        arguments: its others.
        steps: of the run; None requests none now.

    Returns:
        The rows so far, by step.
    """
    results, request = _stored(key, subject), current_session().requests.get(key)
    if request is not None and request.subject != subject:
        request = cancel(key)
    missing = sorted(step for step in steps or () if step not in results.rows)
    if missing and (request is None or not (request.pending or request.error)):
        results.pending_steps = missing
        submit(key, subject, task, arguments | {"steps": missing})
    return results.rows


def cancel(key: str) -> None:
    """Cancel the last request with a key."""
    request = current_session().requests.pop(key, None)
    if request is not None and request.pending:
        task_registry.cancel(request.task)


def show_pending(key: str, words: str, convert: Callable[[Any], Any] = lambda row: row) -> None:
    """Show that steps are pending, or why there is no result.

    Args:
        key: of the request, as in `results_at_steps`.
        words: what is waited for, in a sentence.
        convert: makes of each row what is stored.
    """
    if (request := current_session().requests.get(key)) is not None:
        result_or_retry(
            key, request, partial(_add_rows, _stored(key, request.subject), convert), words
        )


def result_or_retry(
    key: str, request: RemoteRequest, convert: Callable[[Any], Any], words: str
) -> bool:
    """As `task_status.await_result`; after an error, offer to try again."""
    is_done = await_result(request, convert, words)
    failed = request.error and not request.pending
    if failed and st.button(COMMON.label("ask again"), key=f"again_{key}"):
        current_session().requests.pop(key, None)
        st.rerun()
    return is_done


def _stored(key: str, subject: str) -> StepResults:
    results = st.session_state.get(f"step_results_{key}")
    if results is None or results.subject != subject:
        results = st.session_state[f"step_results_{key}"] = StepResults(subject)
    return results


def _add_rows(results: StepResults, convert: Callable[[Any], Any], rows: Iterable[Any]) -> bool:
    results.rows |= dict(zip(results.pending_steps, map(convert, rows), strict=True))
    return True
