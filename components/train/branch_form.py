"""The form of a branch: continue from a step of a run with other settings, as a run of its own."""

from dataclasses import replace

import streamlit as st

from components.drawing.labeled_digit import scene_digit
from components.state import controls
from components.state.session import current_session
from components.train.config_form import refusal
from components.ui.lesson_text import Lesson
from models.runtime import run_registry
from models.runtime.run_registry import RunView
from models.training.config import OPTIMIZERS, TrainingConfig

SETTINGS = ("learning_rate", "optimizer", "batch_size", "epochs")


def branch_form(lesson: Lesson, view: RunView, step: int) -> None:
    """Let the learner change the settings that may change during a training, and continue.

    Args:
        lesson: explains what a branch is.
        view: the run to branch from.
        step: to continue from.
    """
    lesson.show("branch", step=f"{step:,}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _optimizer_controls(lesson, view)
        _layer_controls(lesson, view)
        st.button(
            lesson.label("branch start"),
            type="primary",
            icon=":material/fork_right:",
            key="branch_start",
            on_click=_start_branch,
            args=(view, step),
        )
    if error := current_session().errors.get("branch"):
        st.error(error)


def _optimizer_controls(lesson: Lesson, view: RunView) -> None:
    """Show the controls of how the branch is optimized."""
    config = view.config
    controls.number(
        st.number_input,
        lesson.label("branch learning_rate"),
        1e-6,
        100.0,
        _key(view, "learning_rate"),
        default=config.learning_rate,
        format="%.6g",
        step=1e-3,
        width=190,
    )
    controls.select(
        st.selectbox,
        lesson.label("branch optimizer"),
        list(OPTIMIZERS),
        _key(view, "optimizer"),
        default=config.optimizer,
        width=170,
    )
    controls.number(
        st.number_input,
        lesson.label("branch batch_size"),
        1,
        10_000,
        _key(view, "batch_size"),
        default=config.batch_size,
        width=180,
    )


def _layer_controls(lesson: Lesson, view: RunView) -> None:
    """Show the controls of which layers the branch trains, and for how long."""
    config = view.config
    controls.select_several(
        st.multiselect,
        lesson.label("branch frozen"),
        range(len(config.hidden_units) + 1),
        _key(view, "frozen"),
        default=config.frozen,
        format_func=lambda index: _layer_name(lesson, config, index),
        width=240,
    )
    epochs = min(2, config.epochs)
    controls.number(
        st.number_input,
        lesson.label("branch epochs"),
        1,
        100,
        _key(view, "epochs"),
        default=epochs,
        width=150,
    )


def _key(view: RunView, name: str) -> str:
    """Return a control's key; each run has controls of its own, which begin at its settings."""
    return f"branch_{name}_{view.id}"


def _layer_name(lesson: Lesson, config: TrainingConfig, index: int) -> str:
    if index == len(config.hidden_units):
        return lesson.label("output layer")
    return lesson.label("hidden layer", layer=index + 1)


def _start_branch(view: RunView, step: int) -> None:
    """Start the branch; an invalid setting starts nothing and changes nothing."""
    session, chosen = current_session(), st.session_state
    try:
        config = replace(
            view.config,
            frozen=tuple(chosen[_key(view, "frozen")]),
            **{name: chosen[_key(view, name)] for name in SETTINGS},
        )
        lineage = (*view.lineage, (view.settings, step))
        session.runs.follow(
            run_registry.start(
                config, view.dataset, session.id, lineage, scene_digit(session).image
            )
        )
    except (KeyError, TypeError, ValueError) as error:
        session.errors["branch"] = refusal(error)
        return
    session.errors.pop("branch", None)
