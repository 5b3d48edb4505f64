"""A training run on the page: found, followed, held, stopped, and handed over."""

import math

import streamlit as st

from components.compare import compare_runs
from components.lesson import Lesson
from components.memory import Learner, learner
from components.notices import run_notices
from components.take_away import check_trained, take_away
from components.theatre import theatre
from models import runs
from models.runs import RunView

TICK = 0.25  # seconds between two looks at the run
WAIT = 2.0  # and at a trainer that is not ready yet


def training_run(lesson: Lesson) -> None:
    """Show the learner's run, and follow it while it goes on.

    Args:
        lesson: says what the pictures mean.
    """
    notebook = learner()
    view = runs.get(notebook.run_id)
    if view is None:
        if notebook.run_id:
            notebook.run_id = ""
            st.info("The run in this link is over and was forgotten. Your settings are still here.")
        lesson.say("no run")
        if runs.status().state != "ready":
            st.fragment(_wait, run_every=WAIT)()
        return
    st.fragment(_look, run_every=None if view.ended else TICK)(lesson, view.id)


def _wait() -> None:
    """Say why nothing can be trained yet, until it can."""
    status = runs.status()
    if status.state == "ready":
        st.rerun()  # the whole page: there is nothing to wait for any more
    st.caption(status.message)


def _look(lesson: Lesson, run_id: str) -> None:
    """Look at the run once: the fragment does so a few times a second."""
    notebook = learner()
    if notebook.run_id != run_id:
        st.rerun()  # the whole page: a button in here began another run, which ticks anew
    runs.renew(notebook.run_id)
    view = runs.get(notebook.run_id)
    if view is None:
        st.rerun()
    if view.ended:
        st.caption(_progress_words(view))
    else:
        _controls(view)
        st.progress(min(view.progress, 1.0), text=_progress_words(view))
    if view.message:
        (st.error if view.state == "failed" else st.info)(view.message)
    if view.ended:
        notebook.keep_run(view)
    if view.frames:
        theatre(lesson, view)
        run_notices(lesson, view)
    if view.ended:
        compare_runs(lesson)
        _take_over(lesson, notebook, view)


def _take_over(lesson: Lesson, notebook: Learner, view: RunView) -> None:
    """Give the trained network to the learner, once."""
    if view.layers is None:
        return
    if notebook.kept_run != view.id:
        notebook.keep_network(view.id, view.layers)
        st.rerun()  # the whole page: this run needs no more looks
    lesson.say("yours", accuracy=f"{view.history.held_out_accuracy[-1]:.2%}")
    take_away(lesson, view)
    check_trained(lesson, view)


def _controls(view: RunView) -> None:
    held = view.state == "paused"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Train on" if held else "Hold the training",
            icon=":material/play_arrow:" if held else ":material/pause:",
            key="resume" if held else "pause",
            on_click=runs.resume if held else runs.pause,
            args=(view.id,),
            disabled=view.state == "queued",
        )
        st.button(
            "Stop the training",
            icon=":material/stop:",
            on_click=runs.stop,
            args=(view.id,),
            key="stop",
        )


def _progress_words(view: RunView) -> str:
    if view.state == "queued":
        return f"Waiting for a free place: number {view.place} in the queue"
    if not len(view.history):
        return "Getting ready: the network is being built"
    epoch = int(view.history.epoch[-1])
    words = f"{view.state.capitalize()}: epoch {epoch} of {view.plan.epochs}"
    words += f", batch {view.step:,} of {view.total_steps:,}"
    if view.seconds_left is not None and not view.ended:
        images = view.batches_a_second * view.plan.batch_size
        words += f", {images:,.0f} images a second"
        words += f", about {max(1, math.ceil(view.seconds_left))} s left"
    return words
