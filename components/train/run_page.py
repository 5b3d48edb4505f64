"""A run on its page: its state, its controls, its recording, and its network once it has ended."""

import math
import random
import time

import streamlit as st

from components.state.session import Session, current_session
from components.state.session_recovery import drop_lost_run
from components.train.diagnostics import run_notices
from components.train.downloads import curve_downloads, downloads, network_check
from components.train.run_comparison import run_comparison
from components.train.run_playback import run_playback
from components.train.test_images import open_test_images
from components.ui.lesson_text import Lesson
from models.runtime import run_registry
from models.runtime.run_registry import RunView

POLL_SECONDS = 0.25  # between two polls of a run
FEW_RUNS = 8  # at once; of twice as many each is polled half as often
PACE_SECONDS = (3.0, 8.0)  # until a page may change its pace: not all of a class at once
WAIT_SECONDS = 2.0  # between two polls of workers that are not ready yet


def run_page(lesson: Lesson) -> None:
    """Show the learner's run, and poll it while it trains.

    Args:
        lesson: has the texts of the figures.
    """
    session = current_session()
    store_abandoned_runs(session)
    view = run_registry.get(session.runs.current, session.id)
    if view is None:
        if drop_lost_run(session):
            st.rerun()  # the whole page, which says so above
        lesson.show("no run")
        if run_registry.status().state != "ready":
            st.fragment(_wait_for_workers, run_every=WAIT_SECONDS)()
        return
    if view.ended:
        _store_run(view)
        st.fragment(_show_ended)(lesson, view)
        return
    interval = _poll_interval()
    poll = st.fragment(_poll_run, run_every=interval)
    poll(lesson, view.id, interval, time.monotonic() + random.uniform(*PACE_SECONDS))  # noqa: S311 - pages spread over time


def _poll_interval() -> float:
    """Return the seconds between two polls: more while a class trains, so that pages stay quick."""
    tally = run_registry.tally()
    load = (tally.active + tally.queued) / FEW_RUNS
    return POLL_SECONDS if load <= 1 else 2 * POLL_SECONDS if load <= 2 else 4 * POLL_SECONDS


def _wait_for_workers() -> None:
    """Show why nothing can be trained yet, until it can."""
    status = run_registry.status()
    if status.state == "ready":
        st.rerun()  # the whole page, as there is nothing to wait for any more
    st.caption(status.message)


def _poll_run(lesson: Lesson, run_id: str, interval: float, until: float) -> None:
    """Show a run that trains, every ``interval`` seconds; from ``until`` on that may change."""
    session = current_session()
    store_abandoned_runs(session)
    run_registry.renew(session.runs.current)
    view = run_registry.get(session.runs.current, session.id)
    # The whole page if a button in here started another run, and if this one has ended.
    if view is None or view.id != run_id or view.ended:
        if view is not None and view.ended:
            _store_run(view)  # as the top of the page shows it, too
        st.rerun()
    if time.monotonic() > until and not interval / 4 < _poll_interval() <= interval:
        st.rerun()  # the same, at another pace
    _controls(view)
    st.progress(min(view.progress, 1.0), text=progress_text(view))
    with st.container():  # also if it is empty, so that nothing below is mounted again
        if view.message:
            st.info(view.message)
        if view.stopping and view.layers is not None:
            _use_network(view)
            st.info(lesson.format("kept so far", **_network_gaps(view)))
            downloads(lesson, view)
    _show_recording(lesson, view)


def _show_ended(lesson: Lesson, view: RunView) -> None:
    """Show a run that has ended."""
    if current_session().runs.current != view.id:
        st.rerun()  # the whole page, as a button in here started another run
    st.caption(progress_text(view))
    if view.message:
        (st.error if view.state == "failed" else st.info)(view.message)
    _show_recording(lesson, view)
    run_comparison(lesson)
    if view.layers is not None:
        lesson.show("yours", accuracy=f"{view.network_accuracy:.2%}")
        if view.checkpoint_step is not None:
            lesson.show("kept epoch", **_network_gaps(view))
        open_test_images(lesson, view)
        downloads(lesson, view)
        network_check(lesson, view)
    elif view.frames:
        curve_downloads(view)


def _show_recording(lesson: Lesson, view: RunView) -> None:
    if view.frames:
        run_playback(lesson, view)
        run_notices(lesson, view)


def _store_run(view: RunView) -> None:
    """Make the trained network the learner's own, and store the run for comparison."""
    current_session().runs.add_ended(view)
    _use_network(view)


def _use_network(view: RunView) -> None:
    """Make a run's network the learner's own; a later one of the same run replaces it."""
    session = current_session()
    source = view.id if view.checkpoint_step is None else f"{view.id} {view.checkpoint_step}"
    if view.layers is not None and session.network.own_run != source:
        session.network.adopt(source, view.layers)


def _network_gaps(view: RunView) -> dict[str, str]:
    """Return the gaps of a text on a network that is not of the last step."""
    return {"network": f"{view.network_step:,}", "step": f"{view.step:,}"}


def store_abandoned_runs(session: Session) -> None:
    """Store the runs that were left for another one, as soon as each has ended."""
    views = [view for view in map(run_registry.get, session.runs.abandoned) if view is not None]
    for view in views:
        if view.ended:
            session.runs.add_ended(view)
    session.runs.abandoned = [view.id for view in views if not view.ended]


def _controls(view: RunView) -> None:
    is_paused = view.state == "paused"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Train on" if is_paused else "Hold the training",
            icon=":material/play_arrow:" if is_paused else ":material/pause:",
            key="resume" if is_paused else "pause",
            on_click=run_registry.resume if is_paused else run_registry.pause,
            args=(view.id,),
            disabled=view.state == "queued" or view.stopping,
        )
        st.button(
            "Stop the training",
            icon=":material/stop:",
            on_click=run_registry.stop,
            args=(view.id,),
            key="stop",
            disabled=view.stopping,
        )


def progress_text(view: RunView) -> str:
    """Return a run's state, its progress and the time that is left."""
    if view.state == "queued" and not len(view.history):
        return f"Waiting for a free place: number {view.queue_position} in the queue"
    if not len(view.history):
        if view.ended:
            return f"{view.state.capitalize()} before the first batch"
        if view.lineage:
            return "Getting ready: the run is trained again to where this branch leaves it"
        if view.queue_position > 1:
            return f"Getting ready: number {view.queue_position} of those that begin"
        return "Getting ready: the network is being built"
    epoch = int(view.history.epoch[-1])
    text = f"{_state_text(view)}: epoch {epoch} of {view.last_epoch}"
    text += f", batch {view.step:,} of {view.total_steps:,}"
    if view.seconds_left is not None and view.batches_per_second and not view.ended:
        images = view.batches_per_second * view.images / view.batches
        text += f", {images:,.0f} images a second"
        text += f", about {duration_text(view.seconds_left)} left"
    return text


def _state_text(view: RunView) -> str:
    """Return the state of a run that has begun."""
    if view.stopping:
        return "Stopping"
    if view.state != "queued":
        return view.state.capitalize()
    return f"Interrupted, number {view.queue_position} in the queue"


def duration_text(seconds: float) -> str:
    """Return a duration, rounded as an estimate should be.

    >>> duration_text(0.2), duration_text(50), duration_text(185), duration_text(12_375)
    ('1 s', '50 s', '3 min', '3 h 26 min')
    """
    if seconds < 90:
        return f"{max(1, math.ceil(seconds))} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
