"""Polling of a run that trains: its part of the page is drawn anew until the rest must change."""

import random
import time
from collections.abc import Callable, Hashable

import streamlit as st

from components.state.session import current_session
from components.train.current_run import current_run, store_abandoned_runs, store_run
from models.runtime import run_registry
from models.runtime.run_registry import RunView

POLL_SECONDS = 0.25  # between two polls of a run
FEW_RUNS = 8  # at once; of twice as many each is polled half as often
PACE_SECONDS = (3.0, 8.0)  # until a page may change its pace: not all of a class at once

Watched = Callable[[RunView], Hashable]


def poll_run(view: RunView, show: Callable[[RunView], None], watched: Watched) -> None:
    """Show a run that trains again and again, and the whole page once what it depends on changes.

    Args:
        view: the run.
        show: draws what changes with each poll.
        watched: returns what the rest of the page depends on.
    """
    interval = poll_interval()
    until = time.monotonic() + random.uniform(*PACE_SECONDS)  # noqa: S311 - pages spread over time
    st.fragment(_poll, run_every=interval)(show, watched, watched(view), interval, until)


def poll_interval() -> float:
    """Return the seconds between two polls: more while a class trains, so that pages stay quick."""
    tally = run_registry.tally()
    load = (tally.active + tally.queued) / FEW_RUNS
    return POLL_SECONDS if load <= 1 else 2 * POLL_SECONDS if load <= 2 else 4 * POLL_SECONDS


def _poll(
    show: Callable[[RunView], None],
    watched: Watched,
    before: Hashable,
    interval: float,
    until: float,
) -> None:
    """Show the run; from ``until`` on the interval may change."""
    session = current_session()
    store_abandoned_runs(session)
    run_registry.renew(session.runs.current)
    view = current_run(session)
    if view is not None and view.ended:
        store_run(session, view)  # as the top of the page shows it, too
    if view is None or watched(view) != before:
        st.rerun()  # the whole page
    if time.monotonic() > until and not interval / 4 < poll_interval() <= interval:
        st.rerun()  # the same, at another pace
    show(view)
