"""Branch from here: go on from a moment of a run with other settings, as a run of its own."""

from dataclasses import replace

import streamlit as st

from components.lesson import Lesson, sentence
from components.memory import learner
from models import runs
from models.plan import OPTIMIZERS, TrainingPlan
from models.runs import RunView

KEYS = ("branch_learning_rate", "branch_optimizer", "branch_batch_size", "branch_epochs")


def branching(lesson: Lesson, view: RunView, step: int) -> None:
    """Let the learner change what may change in the middle of a training, and go on.

    Args:
        lesson: says what a branch is.
        view: the run to leave.
        step: where.
    """
    plan = view.plan
    lesson.say("branch", step=f"{step:,}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            "Learning rate from here",
            1e-6,
            100.0,
            plan.learning_rate,
            format="%.6g",
            step=1e-3,
            key="branch_learning_rate",
            width=190,
        )
        st.selectbox(
            "Optimizer from here",
            list(OPTIMIZERS),
            list(OPTIMIZERS).index(plan.optimizer),
            key="branch_optimizer",
            width=170,
        )
        st.number_input(
            "Batch size from here", 1, 10_000, plan.batch_size, key="branch_batch_size", width=180
        )
        st.multiselect(
            "Freeze layers",
            range(len(plan.hidden_units) + 1),
            plan.frozen,
            format_func=lambda place: _layer_name(plan, place),
            key="branch_frozen",
            width=240,
        )
        st.number_input(
            "Further epochs", 1, 100, min(2, plan.epochs), key="branch_epochs", width=150
        )
        st.button(
            "Go on from here",
            type="primary",
            icon=":material/fork_right:",
            key="branch_start",
            on_click=_go_on,
            args=(view, step),
        )
    if trouble := learner().trouble.get("branch"):
        st.error(trouble)


def _layer_name(plan: TrainingPlan, place: int) -> str:
    return "output layer" if place == len(plan.hidden_units) else f"hidden layer {place + 1}"


def _go_on(view: RunView, step: int) -> None:
    """Start the branch; an absurd setting starts nothing and loses nothing."""
    notebook, wanted = learner(), st.session_state
    try:
        plan = replace(
            view.plan,
            frozen=tuple(wanted["branch_frozen"]),
            **{key.removeprefix("branch_"): wanted[key] for key in KEYS},
        )
        way = (*view.way, (view.settings, step))
        notebook.follow(runs.start(plan, view.dataset, notebook.id, way))
    except (KeyError, TypeError, ValueError) as problem:
        ours = isinstance(problem, ValueError)
        said = sentence(problem) if ours else "A setting is missing."
        notebook.trouble["branch"] = f"Nothing was started. {said}"
        return
    notebook.trouble.pop("branch", None)
