"""Branch from here: go on from a moment of a run with other settings, as a run of its own."""

from dataclasses import replace

import streamlit as st

from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import Lesson, error_sentence
from models.runtime import run_registry
from models.runtime.run_registry import RunView
from models.training.config import OPTIMIZERS, TrainingConfig

SETTINGS = ("learning_rate", "optimizer", "batch_size", "epochs")


def branching(lesson: Lesson, view: RunView, step: int) -> None:
    """Let the learner change what may change in the middle of a training, and go on.

    Args:
        lesson: says what a branch is.
        view: the run to leave.
        step: where.
    """
    config = view.config
    lesson.show("branch", step=f"{step:,}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.number(
            st.number_input,
            "Learning rate from here",
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
            "Optimizer from here",
            list(OPTIMIZERS),
            _key(view, "optimizer"),
            default=config.optimizer,
            width=170,
        )
        controls.number(
            st.number_input,
            "Batch size from here",
            1,
            10_000,
            _key(view, "batch_size"),
            default=config.batch_size,
            width=180,
        )
        controls.select_several(
            st.multiselect,
            "Freeze layers",
            range(len(config.hidden_units) + 1),
            _key(view, "frozen"),
            default=config.frozen,
            format_func=lambda place: _layer_name(config, place),
            width=240,
        )
        controls.number(
            st.number_input,
            "Further epochs",
            1,
            100,
            _key(view, "epochs"),
            default=min(2, config.epochs),
            width=150,
        )
        st.button(
            "Go on from here",
            type="primary",
            icon=":material/fork_right:",
            key="branch_start",
            on_click=_go_on,
            args=(view, step),
        )
    if trouble := current_session().errors.get("branch"):
        st.error(trouble)


def _key(view: RunView, name: str) -> str:
    """Name a control after its run, as each one's begin where that run's settings stand."""
    return f"branch_{name}_{view.id}"


def _layer_name(config: TrainingConfig, place: int) -> str:
    return "output layer" if place == len(config.hidden_units) else f"hidden layer {place + 1}"


def _go_on(view: RunView, step: int) -> None:
    """Start the branch; an absurd setting starts nothing and loses nothing."""
    session, wanted = current_session(), st.session_state
    try:
        config = replace(
            view.config,
            frozen=tuple(wanted[_key(view, "frozen")]),
            **{name: wanted[_key(view, name)] for name in SETTINGS},
        )
        lineage = (*view.lineage, (view.settings, step))
        session.runs.follow(run_registry.start(config, view.dataset, session.id, lineage))
    except (KeyError, TypeError, ValueError) as problem:
        ours = isinstance(problem, ValueError)
        said = error_sentence(problem) if ours else "A setting is missing."
        session.errors["branch"] = f"Nothing was started. {said}"
        return
    session.errors.pop("branch", None)
