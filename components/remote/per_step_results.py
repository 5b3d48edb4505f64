"""Moments: what the trainer is asked about many moments of a run, about each of them once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from components.remote.task_status import answered, ask
from components.state.session import RemoteRequest, current_session
from models.runtime import task_registry
from models.runtime.run_registry import RunView


@dataclass
class Moments:
    """What is known of some steps."""

    mark: str  # what it is about
    known: dict[int, Any] = field(default_factory=dict)
    asking: list[int] = field(default_factory=list)


def about(view: RunView) -> dict:
    """What every task about a run begins with."""
    return {"dataset": view.dataset, "settings": view.settings, "lineage": view.lineage}


def rests(view: RunView) -> bool:
    """Whether a run leaves the trainer time for questions about it."""
    return view.ended or view.state == "paused"


def at_moments(
    place: str, mark: str, task: str, arguments: dict[str, Any], steps: Iterable[int] | None
) -> dict[int, Any]:
    """Ask about those moments nobody has asked about yet; what was asked there before is dropped.

    Args:
        place: as of `components.remote.task_status.ask`.
        mark: of what is asked.
        task: a key of ``TASKS`` that takes ``steps`` and answers with a row for each.
        arguments: its others.
        steps: the moments; None asks nothing just now.

    Returns:
        What is known so far, by step.
    """
    kept, asked = _kept(place, mark), current_session().asked.get(place)
    if asked is not None and asked.mark != mark:
        asked = drop(place)
    missing = sorted(step for step in steps or () if step not in kept.known)
    if missing and (asked is None or not (asked.pending or asked.trouble)):
        kept.asking = missing
        ask(place, mark, task, arguments | {"steps": missing})
    return kept.known


def drop(place: str) -> None:
    """Want no answer any more to what was asked last."""
    asked = current_session().asked.pop(place, None)
    if asked is not None and asked.pending:
        task_registry.cancel(asked.task)


def waited_for(place: str, words: str, of: Callable[[Any], Any] = lambda row: row) -> None:
    """Say that moments are asked about, or why there is no answer.

    Args:
        place: where `at_moments` asked.
        words: what is waited for, in a sentence.
        of: makes of each row what is kept.
    """
    if (asked := current_session().asked.get(place)) is not None:
        heard(place, asked, partial(_keep, _kept(place, asked.mark), of), words)


def heard(place: str, asked: RemoteRequest, take: Callable[[Any], Any], words: str) -> bool:
    """As `task_status.answered`; where there is trouble, let the learner ask again."""
    there = answered(asked, take, words)
    if asked.trouble and not asked.pending and st.button("Ask again", key=f"again_{place}"):
        current_session().asked.pop(place, None)
        st.rerun()
    return there


def _kept(place: str, mark: str) -> Moments:
    kept = st.session_state.get(f"moments_{place}")
    if kept is None or kept.mark != mark:
        kept = st.session_state[f"moments_{place}"] = Moments(mark)
    return kept


def _keep(kept: Moments, of: Callable[[Any], Any], rows: Iterable[Any]) -> bool:
    kept.known |= dict(zip(kept.asking, map(of, rows), strict=True))
    return True
