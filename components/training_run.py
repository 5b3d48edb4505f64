"""A training run on the page: live curves, weight pictures, and the buttons that steer it."""

import math

import streamlit as st

from components.browser import packed, widget
from components.lesson import Lesson
from components.memory import Learner, learner
from components.take_away import check_trained, take_away
from components.training_choice import PACES
from models import runs
from models.runs import RunView

TICK = 0.25  # seconds between two looks at the run
WAIT = 2.0  # and at a trainer that is not ready yet
LINK = "run"  # the link's name for the run, so that a reload finds it again


def find_run(notebook: Learner) -> str | None:
    """Find the learner's run: the one they started, or the one their link names.

    Returns:
        Nothing, or a sentence where the link's run is not there any more.
    """
    named = st.query_params.get(LINK, "")
    if not notebook.run_id and named:
        if runs.get(named) is None:
            del st.query_params[LINK]
            return "The run in this link is over and was forgotten. Your settings are still here."
        notebook.run_id = named
    if notebook.run_id and notebook.run_id != named:
        st.query_params[LINK] = notebook.run_id
    return None


def training_run(lesson: Lesson) -> None:
    """Show the learner's run, and follow it while it goes on.

    Args:
        lesson: says what the pictures mean.
    """
    notebook = learner()
    if sentence := find_run(notebook):
        st.info(sentence)
    view = runs.get(notebook.run_id)
    if view is None:
        if notebook.run_id:
            notebook.run_id = ""
            st.info("That run was forgotten. Your settings and your own network are still here.")
        lesson.say("no run")
        if runs.status().state != "ready":
            st.fragment(_wait, run_every=WAIT)()
        return
    st.fragment(_look, run_every=None if view.ended else TICK)(lesson)


def _wait() -> None:
    """Say why nothing can be trained yet, until it can."""
    status = runs.status()
    if status.state == "ready":
        st.rerun()  # the whole page: there is nothing to wait for any more
    st.caption(status.message)


def _look(lesson: Lesson) -> None:
    """Look at the run once: the fragment does so a few times a second."""
    notebook = learner()
    runs.renew(notebook.run_id)
    view = runs.get(notebook.run_id)
    if view is None:
        st.rerun()
    _controls(view)
    st.progress(min(view.progress, 1.0), text=_progress_words(view))
    if view.message:
        (st.error if view.state == "failed" else st.info)(view.message)
    if len(view.history):
        _numbers(view)
        _picture(lesson, view)
    if view.ended:
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

    def set_pace() -> None:
        runs.set_pace(view.id, PACES.get(st.session_state["pace"], runs.PACE))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Resume" if held else "Pause",
            icon=":material/play_arrow:" if held else ":material/pause:",
            key="resume" if held else "pause",
            disabled=view.ended or view.state == "queued",
            on_click=runs.resume if held else runs.pause,
            args=(view.id,),
        )
        st.button(
            "One look on", icon=":material/skip_next:", disabled=not held,
            on_click=runs.step, args=(view.id,), key="step",
        )  # fmt: skip
        st.button(
            "Stop", icon=":material/stop:", disabled=view.ended,
            on_click=runs.stop, args=(view.id,), key="stop",
        )  # fmt: skip
        st.segmented_control(
            "Pace", list(PACES), default="watch", key="pace", on_change=set_pace, required=True,
            persist_state="session", disabled=view.ended,
        )  # fmt: skip


def _progress_words(view: RunView) -> str:
    if view.state == "queued":
        return f"Waiting for a free place: number {view.place} in the queue"
    if not len(view.history):
        return "Getting ready: the network is being built"
    epoch = int(view.history.epoch[-1])
    words = f"{view.state.capitalize()}: epoch {epoch} of {view.plan.epochs}"
    words += f", batch {view.step:,} of {view.total_steps:,}"
    if view.seconds_left is not None and not view.ended:
        words += f", about {max(1, math.ceil(view.seconds_left))} s left"
    return words


def _numbers(view: RunView) -> None:
    history = view.history
    with st.container(horizontal=True):
        st.metric("Held-out accuracy", f"{history.held_out_accuracy[-1]:.2%}")
        st.metric("Training accuracy", f"{history.accuracy[-1]:.2%}")
        st.metric("Held-out loss", f"{history.held_out_loss[-1]:.4f}")
        st.metric("Training loss", f"{history.loss[-1]:.4f}")


def _finite(values) -> list[float | None]:
    return [round(float(value), 5) if math.isfinite(value) else None for value in values]


def _picture(lesson: Lesson, view: RunView) -> None:
    history, frame = view.history, view.frame
    shown = 0 if frame is None else len(frame.pictures)
    widget("training_view")(
        key="training_view",
        data={
            "history": {
                "step": history.step.tolist(),
                "loss": _finite(history.loss),
                "accuracy": _finite(history.accuracy),
                "held_out_loss": _finite(history.held_out_loss),
                "held_out_accuracy": _finite(history.held_out_accuracy),
            },
            "steps": max(view.total_steps, 1),
            "epochs": view.plan.epochs,
            "images": {
                "count": shown,
                "side": list(frame.pictures.shape[1:3]) if shown else [1, 1],
                "bytes": packed(frame.pictures) if shown else "",
            },
            "numbers": lesson.text(
                "curves in words",
                batch=view.step,
                loss=f"{history.loss[-1]:.4f}",
                held_out=f"{history.held_out_loss[-1]:.4f}",
            ),
            "weightsTitle": lesson.text("weights", shown=shown, units=frame.units if shown else 0),
            "scaleText": lesson.text("scale", scale=f"{frame.scale:.3f}" if shown else "0"),
        },
    )
