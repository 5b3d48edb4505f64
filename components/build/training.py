"""Train what was built: real Keras, real digits, and its curves while it learns."""

from dataclasses import asdict
from functools import partial

import streamlit as st

from components.remote.task_status import await_result, submit
from components.state import controls
from components.state.session import current_session
from components.ui.curve_charts import learning_curves
from components.ui.lesson_text import Lesson, error_sentence
from models.data.image_files import as_digit
from models.nn.arrays import Array
from models.sequential.model import from_text
from models.sequential.shape_report import ModelReport
from models.sequential.training_config import BOUNDS, HELD_OUT, ModelTraining, reason_untrainable

PLACE = "chain training"
LABELS = {"images": "Training images", "epochs": "Epochs", "seed": "Seed"}


def training_settings() -> ModelTraining:
    """Let the learner choose how to train.

    Raises:
        ValueError: an absurd choice, which only a forged browser message can be.
    """
    usual, chosen = ModelTraining(), {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, label in LABELS.items():
            key = f"chain_{name}"
            chosen[name] = controls.number(
                st.number_input,
                label,
                *BOUNDS[name][1:],
                key,
                default=getattr(usual, name),
                step=1000 if name == "images" else 1,
                width=170,
            )
    return ModelTraining(**chosen)


def chain_training(lesson: Lesson, built: ModelReport | None) -> tuple[ModelTraining, bool]:
    """Let the learner train the chain, or say what stands against it.

    Args:
        lesson: says what.
        built: the chain; None while Keras has not seen it yet.

    Returns:
        What was chosen, and whether the chain can be trained so.
    """
    lesson.show("train", held_out=f"{HELD_OUT:,}")
    try:
        training = training_settings()
    except ValueError as problem:
        st.error(error_sentence(problem))
        training, built = ModelTraining(), None
    against, gaps = reason_untrainable(built, training) if built else ("not seen", {})
    if against and built:
        st.info(lesson.format(f"no training {against}", **gaps))
    asked = current_session().requests.get(PLACE)
    st.button(
        "Train it",
        type="primary",
        icon=":material/play_arrow:",
        key="train_chain",
        on_click=_start,
        args=(training,),
        disabled=bool(against) or (asked is not None and asked.pending),
    )
    if asked is not None:
        _show_run(lesson)
    return training, not against


def _start(training: ModelTraining) -> None:
    session = current_session()
    arguments = {
        "text": session.workbench.stack,
        "settings": asdict(training),
        "image": _own_picture(),
    }
    submit(PLACE, session.workbench.stack, "train_model", arguments)


def _own_picture() -> Array | None:
    """The learner's picture as MNIST would have it; None where nothing is drawn."""
    session = current_session()
    return (
        as_digit(session.drawing.light)
        if session.drawing.started and session.drawing.levels.any()
        else None
    )


def _show_run(lesson: Lesson) -> None:
    asked = current_session().requests[PLACE]
    layers = " → ".join(f"`{layer.code()}`" for layer in from_text(asked.subject).layers)
    lesson.show("trained", layers=layers)
    show = partial(_show_epochs, lesson)
    await_result(asked, lambda _: True, lesson.format("training"), show)
    if not asked.pending:
        show(asked.reports)


def _show_epochs(lesson: Lesson, news: tuple[dict, ...]) -> None:
    """Draw the epochs that have ended."""
    epochs = [each for each in news if "epoch" in each]
    if not epochs:
        return
    last = epochs[-1]
    with st.container(horizontal=True):
        st.metric("Epoch", last["epoch"])
        st.metric("Held-out accuracy", f"{last['held_out_accuracy']:.1%}")
        st.metric("Held-out loss", f"{last['held_out_loss']:.3f}")
        st.metric("Seconds", f"{last['seconds']:.1f}")
    st.plotly_chart(
        learning_curves(epochs),
        key="chain_curves",
        config={"displayModeBar": False},
        alt=lesson.format("curves in words"),
    )
    st.caption(lesson.format("curves"))
    if last["answer"] is not None:
        share, digit = max((share, digit) for digit, share in enumerate(last["answer"]))
        lesson.show("own picture", digit=digit, share=f"{share:.1%}")
