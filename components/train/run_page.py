"""A training run on the page: found, followed, held, stopped, and handed over."""

import math
import random
import time

import streamlit as st

from components.state.session import Session, current_session
from components.state.session_recovery import drop_lost_run
from components.train.diagnostics import run_notices
from components.train.downloads import check_trained, take_away, take_curves
from components.train.run_comparison import compare_runs
from components.train.run_playback import theatre
from components.ui.lesson_text import Lesson
from models.runtime import run_registry
from models.runtime.run_registry import RunView

TICK = 0.25  # seconds between two looks at the run
FEW = 8  # runs at once; where twice as many go on, each is looked at half as often
SETTLED = (3.0, 8.0)  # seconds before a page changes its pace again: not all of a class at once
WAIT = 2.0  # and at a trainer that is not ready yet


def training_run(lesson: Lesson) -> None:
    """Show the learner's run, and follow it while it goes on.

    Args:
        lesson: says what the pictures mean.
    """
    session = current_session()
    _keep_left(session)
    view = run_registry.get(session.runs.current, session.id)
    if view is None:
        if drop_lost_run(session):
            st.rerun()  # the whole page, which says so above
        lesson.show("no run")
        if run_registry.status().state != "ready":
            st.fragment(_wait, run_every=WAIT)()
        return
    if view.ended:
        _keep(view)
        st.fragment(_show)(lesson, view)
        return
    tick = _tick()
    follow = st.fragment(_follow, run_every=tick)
    follow(lesson, view.id, tick, time.monotonic() + random.uniform(*SETTLED))  # noqa: S311 - pages spread over time


def _tick() -> float:
    """Say how long to wait between two looks, so that pages stay quick while a class trains."""
    tally = run_registry.tally()
    many = (tally.active + tally.queued) / FEW
    return TICK if many <= 1 else 2 * TICK if many <= 2 else 4 * TICK


def _wait() -> None:
    """Say why nothing can be trained yet, until it can."""
    status = run_registry.status()
    if status.state == "ready":
        st.rerun()  # the whole page: there is nothing to wait for any more
    st.caption(status.message)


def _follow(lesson: Lesson, run_id: str, tick: float, until: float) -> None:
    """Look at a run that goes on, every ``tick`` seconds; that pace lasts ``until`` some moment."""
    session = current_session()
    _keep_left(session)
    run_registry.renew(session.runs.current)
    view = run_registry.get(session.runs.current, session.id)
    # The whole page where a button in here began another run, and where this one is over.
    if view is None or view.id != run_id or view.ended:
        if view is not None and view.ended:
            _keep(view)  # so that the page's first lines know of it too
        st.rerun()
    if time.monotonic() > until and (_tick() > tick or _tick() <= tick / 4):
        st.rerun()  # the same, at another pace
    _controls(view)
    st.progress(min(view.progress, 1.0), text=_progress_words(view))
    with st.container():  # there with and without words, so that nothing below begins anew
        if view.message:
            st.info(view.message)
        if view.stopping and view.layers is not None:
            _keep_network(view)
            st.info(lesson.format("kept so far", **_reached(view)))
            take_away(lesson, view)
    _watch(lesson, view)


def _show(lesson: Lesson, view: RunView) -> None:
    """Show a run that is over."""
    if current_session().runs.current != view.id:
        st.rerun()  # the whole page: a button in here began another run
    st.caption(_progress_words(view))
    if view.message:
        (st.error if view.state == "failed" else st.info)(view.message)
    _watch(lesson, view)
    compare_runs(lesson)
    if view.layers is not None:
        lesson.show("yours", accuracy=f"{view.network_accuracy:.2%}")
        if view.checkpoint_step is not None:
            lesson.show("kept epoch", **_reached(view))
        take_away(lesson, view)
        check_trained(lesson, view)
    elif view.frames:
        take_curves(view)


def _watch(lesson: Lesson, view: RunView) -> None:
    if view.frames:
        theatre(lesson, view)
        run_notices(lesson, view)


def _keep(view: RunView) -> None:
    """Make the trained network the learner's own, once, and keep the run to compare with others."""
    current_session().runs.add_ended(view)
    _keep_network(view)


def _keep_network(view: RunView) -> None:
    """Make a run's network the learner's own; a later one of the same run takes its place."""
    session = current_session()
    mark = view.id if view.checkpoint_step is None else f"{view.id} {view.checkpoint_step}"
    if view.layers is not None and session.network.own_run != mark:
        session.network.adopt(mark, view.layers)


def _reached(view: RunView) -> dict[str, str]:
    """Say of which moment the network is, where it is not of the last."""
    return {"network": f"{view.network_step:,}", "step": f"{view.step:,}"}


def _keep_left(session: Session) -> None:
    """Keep the runs that were left for another one, as soon as each has ended."""
    views = [view for view in map(run_registry.get, session.runs.abandoned) if view is not None]
    for view in views:
        if view.ended:
            session.runs.add_ended(view)
    session.runs.abandoned = [view.id for view in views if not view.ended]


def _controls(view: RunView) -> None:
    held = view.state == "paused"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Train on" if held else "Hold the training",
            icon=":material/play_arrow:" if held else ":material/pause:",
            key="resume" if held else "pause",
            on_click=run_registry.resume if held else run_registry.pause,
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


def _progress_words(view: RunView) -> str:
    if view.state == "queued" and not len(view.history):
        return f"Waiting for a free place: number {view.queue_position} in the queue"
    if not len(view.history):
        if view.ended:
            return f"{view.state.capitalize()} before the first batch"
        if view.lineage:
            return "Getting ready: the run is trained again to where this branch leaves it"
        others = f"number {view.queue_position} of those that begin"
        return (
            f"Getting ready: {others if view.queue_position > 1 else 'the network is being built'}"
        )
    epoch = int(view.history.epoch[-1])
    words = f"{_state_words(view)}: epoch {epoch} of {view.last_epoch}"
    words += f", batch {view.step:,} of {view.total_steps:,}"
    if view.seconds_left is not None and view.batches_per_second and not view.ended:
        images = view.batches_per_second * view.images / view.batches
        words += f", {images:,.0f} images a second"
        words += f", about {time_in_words(view.seconds_left)} left"
    return words


def _state_words(view: RunView) -> str:
    """Say how a run is that has begun."""
    if view.stopping:
        return "Stopping"
    if view.state != "queued":
        return view.state.capitalize()
    return f"Interrupted, number {view.queue_position} in the queue"


def time_in_words(seconds: float) -> str:
    """Write how long something takes, as roughly as one can know it.

    >>> time_in_words(0.2), time_in_words(50), time_in_words(185), time_in_words(12_375)
    ('1 s', '50 s', '3 min', '3 h 26 min')
    """
    if seconds < 90:
        return f"{max(1, math.ceil(seconds))} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
