"""Controls of a training in a scene: its settings in one line, and Train, Pause, Resume, Stop."""

import streamlit as st

from components.state.session import current_session
from components.train.config_form import settings_controls, shown_config, train_button
from components.train.config_words import value_text
from components.train.current_run import current_run
from components.train.progress_text import progress_text
from components.ui.lesson_text import Lesson
from models.runtime import run_registry
from models.runtime.run_registry import RunView
from models.training.config import TrainingConfig, lesson_config

SHOWN = ("hidden_units", "epochs", "frozen")  # in the line anyway, or by no control


def training_controls(lesson: Lesson) -> None:
    """Let the learner train with their settings, and pause or stop what trains.

    Args:
        lesson: has the labels.
    """
    view = current_run(current_session())
    if view is not None and not view.ended:
        _follow_run(lesson, view)
        return
    config = shown_config()
    with st.popover(settings_line(lesson, config or lesson_config())):
        settings_controls(lesson)
    train_button(lesson)


def train_if_untrained(lesson: Lesson) -> None:
    """Offer the training in place, where a scene needs a run and there is none yet.

    Args:
        lesson: has the labels.
    """
    view = current_run(current_session())
    if view is None:
        train_button(lesson)
    elif not view.ended:
        _follow_run(lesson, view)


def _follow_run(lesson: Lesson, view: RunView) -> None:
    """Show a run's controls, and what it waits for until it has begun."""
    run_controls(lesson, view)
    if view.message or not view.frames:
        st.caption(view.message or progress_text(lesson, view))


def run_controls(lesson: Lesson, view: RunView) -> None:
    """Let the learner pause, resume and stop a run.

    Args:
        lesson: has the labels.
        view: a run that has not ended.
    """
    is_paused = view.state == "paused"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            lesson.label("resume" if is_paused else "pause"),
            icon=":material/play_arrow:" if is_paused else ":material/pause:",
            key="resume" if is_paused else "pause",
            on_click=run_registry.resume if is_paused else run_registry.pause,
            args=(view.id,),
            disabled=view.state == "queued" or view.stopping,
        )
        st.button(
            lesson.label("stop"),
            icon=":material/stop:",
            on_click=run_registry.stop,
            args=(view.id,),
            key="stop",
            disabled=view.stopping,
        )


def settings_line(lesson: Lesson, config: TrainingConfig) -> str:
    """Return a config in one line: the usual settings, then how many others were changed.

    Args:
        lesson: has the words.
        config: of the run.
    """
    usual = lesson_config()
    epochs = value_text(lesson, "epochs", config.epochs)
    if config.hidden_units:
        units = value_text(lesson, "hidden_units", config.hidden_units)
        line = lesson.label("settings line", units=units, epochs=epochs)
    else:
        line = lesson.label("settings line without hidden", epochs=epochs)
    others = [name for name in vars(usual) if name not in SHOWN]
    changed = sum(getattr(config, name) != getattr(usual, name) for name in others)
    return lesson.label("settings changed", line=line, count=changed) if changed else line
