"""A run on its page: its state, its controls, its recording, and its network once it has ended."""

from functools import partial

import streamlit as st

from components.state.session import current_session
from components.state.session_recovery import drop_lost_run
from components.train.current_run import (
    current_run,
    store_abandoned_runs,
    store_run,
    use_network,
)
from components.train.diagnostics import run_notices
from components.train.downloads import curve_downloads, downloads, network_check
from components.train.progress_text import progress_text
from components.train.run_comparison import run_comparison
from components.train.run_playback import run_playback
from components.train.run_player import Stage
from components.train.run_polling import poll_run
from components.train.test_images import open_test_images
from components.train.training_controls import run_controls
from components.ui.lesson_text import Lesson
from models.runtime import run_registry
from models.runtime.run_registry import RunView

WAIT_SECONDS = 2.0  # between two polls of workers that are not ready yet


def run_page(lesson: Lesson) -> None:
    """Show the learner's run, and poll it while it trains.

    Args:
        lesson: has the texts of the figures.
    """
    session = current_session()
    store_abandoned_runs(session)
    view = current_run(session)
    if view is None:
        if drop_lost_run(session):
            st.rerun()  # the whole page, which says so above
        lesson.show("no run")
        if run_registry.status().state != "ready":
            st.fragment(_wait_for_workers, run_every=WAIT_SECONDS)()
        return
    if view.ended:
        store_run(session, view)
        st.fragment(_show_ended)(lesson, view)
        return
    poll_run(view, partial(_show_running, lesson), lambda view: (view.id, view.ended))


def _wait_for_workers() -> None:
    """Show why nothing can be trained yet, until it can."""
    status = run_registry.status()
    if status.state == "ready":
        st.rerun()  # the whole page, as there is nothing to wait for any more
    st.caption(status.message)


def _show_running(lesson: Lesson, view: RunView) -> None:
    """Show a run that trains."""
    run_controls(lesson, view)
    st.progress(min(view.progress, 1.0), text=progress_text(lesson, view))
    with st.container():  # also if it is empty, so that nothing below is mounted again
        if view.message:
            st.info(view.message)
        if view.stopping and view.layers is not None:
            use_network(current_session(), view)
            st.info(lesson.format("kept so far", **_network_gaps(view)))
            downloads(lesson, view)
    _show_recording(lesson, view)


def _show_ended(lesson: Lesson, view: RunView) -> None:
    """Show a run that has ended."""
    if current_session().runs.current != view.id:
        st.rerun()  # the whole page, as a button in here started another run
    st.caption(progress_text(lesson, view))
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
        curve_downloads(lesson, view)


def _show_recording(lesson: Lesson, view: RunView) -> None:
    if view.frames:
        if not view.config.validation:
            st.caption(lesson.format("no validation images"))
        run_playback(lesson, view, Stage())
        run_notices(lesson, view)


def _network_gaps(view: RunView) -> dict[str, str]:
    """Return the gaps of a text on a network that is not of the last step."""
    return {"network": f"{view.network_step:,}", "step": f"{view.step:,}"}
