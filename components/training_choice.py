"""What to train: the settings of a run, and the button that starts it."""

import streamlit as st

from components.lesson import Lesson
from components.memory import learner
from models import runs
from models.activations import ACTIVATIONS
from models.plan import MOST_UNITS, OPTIMIZERS, TrainingPlan

MOST_HIDDEN = 3  # layers one can choose here
ALL = 60_000
HIDDEN_ACTIVATIONS = [name for name, row in ACTIVATIONS.items() if row.elementwise]
KEEP = {"persist_state": "session"}


def _plan() -> TrainingPlan:
    """Read the settings off the page.

    Raises:
        ValueError: an absurd setting, which only a forged browser message can be.
    """
    chosen = {name: st.session_state[f"plan_{name}"] for name in _SINGLE}
    layers = st.session_state["plan_layers"]
    if layers not in range(MOST_HIDDEN + 1):
        raise ValueError(f"there are 0 to {MOST_HIDDEN} hidden layers here, got {layers!r}")
    hidden = tuple(st.session_state[f"plan_units_{place}"] for place in range(layers))
    return TrainingPlan(hidden_units=hidden, **chosen)


_SINGLE = (
    "activation", "optimizer", "learning_rate", "batch_size", "epochs", "examples", "seed",
)  # fmt: skip


def training_choice(lesson: Lesson) -> None:
    """Let the learner choose what to train, and start it.

    Args:
        lesson: says what each setting does.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layers = st.segmented_control(
            "Hidden layers",
            range(MOST_HIDDEN + 1),
            default=1,
            key="plan_layers",
            required=True,
            **KEEP,
        )
        for place in range(layers or 0):  # nothing chosen is a forged message's choice
            st.number_input(
                f"Units in hidden layer {place + 1}",
                1,
                MOST_UNITS,
                128 if place == 0 else 64,
                key=f"plan_units_{place}",
                width=170,
                **KEEP,
            )
        st.selectbox(
            "Activation",
            HIDDEN_ACTIVATIONS,
            index=HIDDEN_ACTIVATIONS.index("relu"),
            key="plan_activation",
            width=150,
            **KEEP,
        )
        st.number_input("Epochs", 1, 100, 5, key="plan_epochs", width=130, **KEEP)
    with (
        st.expander(lesson.text("more settings")),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.selectbox(
            "Optimizer",
            list(OPTIMIZERS),
            index=list(OPTIMIZERS).index("adam"),
            key="plan_optimizer",
            width=150,
            **KEEP,
        )
        st.number_input(
            "Learning rate",
            1e-6,
            100.0,
            1e-3,
            format="%.6g",
            step=1e-3,
            key="plan_learning_rate",
            width=170,
            **KEEP,
        )
        st.number_input("Batch size", 1, 10_000, 128, key="plan_batch_size", width=150, **KEEP)
        st.number_input(
            "Training images", 1, ALL, ALL, step=1000, key="plan_examples", width=170, **KEEP
        )
        st.number_input(
            "Seed", 0, 2**31 - 1, 0, key="plan_seed", width=150,
            help=lesson.text("seed"), **KEEP,
        )  # fmt: skip
    st.button("Train", type="primary", icon=":material/play_arrow:", on_click=_start)
    if trouble := learner().trouble.get("training"):
        st.error(trouble)


def _start() -> None:
    """Start what was chosen; an absurd setting starts nothing and loses nothing."""
    notebook = learner()
    try:
        run_id = runs.start(_plan(), learner_id=notebook.id)
    except (KeyError, TypeError, ValueError) as problem:
        words = str(problem) if isinstance(problem, ValueError) else "a setting is missing"
        notebook.trouble["training"] = f"Nothing was started: {words}."
        return
    notebook.trouble.pop("training", None)
    notebook.run_id = run_id
