"""Results of tasks at many steps of a run, each step requested once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from components.remote.task_status import await_result, submit
from components.state.session import RemoteRequest, current_session
from models.runtime import task_registry
from models.runtime.run_registry import RunView


@dataclass
class StepResults:
    """Results by step, and the steps that are pending."""

    mark: str  # what it is about
    known: dict[int, Any] = field(default_factory=dict)
    asking: list[int] = field(default_factory=list)


def run_arguments(view: RunView) -> dict:
    """Return the arguments that every task about a run has."""
    return {"dataset": view.dataset, "settings": view.settings, "lineage": view.lineage}


def is_idle(view: RunView) -> bool:
    """Whether a run leaves its worker time for tasks about it."""
    return view.ended or view.state == "paused"


def results_at_steps(
    place: str, mark: str, task: str, arguments: dict[str, Any], steps: Iterable[int] | None
) -> dict[int, Any]:
    """Request the steps that were not requested yet; another task of this place is cancelled.

    Args:
        place: as of `components.remote.task_status.submit`.
        mark: of what is asked.
        task: a key of ``TASKS`` that takes ``steps`` and answers with a row for each.
        arguments: its others.
        steps: the moments; None asks nothing just now.

    Returns:
        What is known so far, by step.
    """
    kept, asked = _kept(place, mark), current_session().asked.get(place)
    if asked is not None and asked.mark != mark:
        asked = cancel(place)
    missing = sorted(step for step in steps or () if step not in kept.known)
    if missing and (asked is None or not (asked.pending or asked.trouble)):
        kept.asking = missing
        submit(place, mark, task, arguments | {"steps": missing})
    return kept.known


def cancel(place: str) -> None:
    """Cancel the last request of a place."""
    asked = current_session().asked.pop(place, None)
    if asked is not None and asked.pending:
        task_registry.cancel(asked.task)


def show_pending(place: str, words: str, of: Callable[[Any], Any] = lambda row: row) -> None:
    """Show that steps are pending, or why there is no result.

    Args:
        place: where `results_at_steps` asked.
        words: what is waited for, in a sentence.
        of: makes of each row what is kept.
    """
    if (asked := current_session().asked.get(place)) is not None:
        result_or_retry(place, asked, partial(_keep, _kept(place, asked.mark), of), words)


def result_or_retry(
    place: str, asked: RemoteRequest, take: Callable[[Any], Any], words: str
) -> bool:
    """As `task_status.await_result`; after an error, offer to try again."""
    there = await_result(asked, take, words)
    if asked.trouble and not asked.pending and st.button("Ask again", key=f"again_{place}"):
        current_session().asked.pop(place, None)
        st.rerun()
    return there


def _kept(place: str, mark: str) -> StepResults:
    kept = st.session_state.get(f"moments_{place}")
    if kept is None or kept.mark != mark:
        kept = st.session_state[f"moments_{place}"] = StepResults(mark)
    return kept


def _keep(kept: StepResults, of: Callable[[Any], Any], rows: Iterable[Any]) -> bool:
    kept.known |= dict(zip(kept.asking, map(of, rows), strict=True))
    return True
