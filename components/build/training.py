"""Train the built model in Keras on MNIST, and show its curves while it learns."""

from dataclasses import asdict
from functools import partial

import streamlit as st

from components.drawing.digits import prepared_digit
from components.remote.task_status import await_result, submit
from components.state import controls
from components.state.session import current_session
from components.ui.curve_charts import learning_curves
from components.ui.lesson_text import Lesson, error_sentence
from models.nn.arrays import Array
from models.sequential.model import from_text
from models.sequential.shape_report import ModelReport
from models.sequential.training_config import BOUNDS, VALIDATION, ModelTraining, reason_untrainable

REQUEST = "model_training"
SETTINGS = ("images", "epochs", "seed")  # the script to take away shifts no images


def training_choice(lesson: Lesson) -> ModelTraining:
    """Let the learner choose how to train.

    Args:
        lesson: has a label for each setting.

    Raises:
        ValueError: the choice is out of its bounds, which only a forged browser message can be.
    """
    defaults, chosen = ModelTraining(), {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name in SETTINGS:
            key = f"chain_{name}"
            chosen[name] = controls.number(
                st.number_input,
                lesson.label(f"setting {name}"),
                *BOUNDS[name][1:],
                key,
                default=getattr(defaults, name),
                step=1000 if name == "images" else 1,
                width=170,
            )
    return ModelTraining(**chosen)


def model_training(lesson: Lesson, report: ModelReport | None) -> tuple[ModelTraining, bool]:
    """Let the learner train the stack, or show why it cannot be trained.

    Args:
        lesson: has a section for each obstacle.
        report: of the stack; None until Keras has reported.

    Returns:
        The training as chosen, and whether the stack can be trained with it.
    """
    lesson.show("train", validation=f"{VALIDATION:,}")
    try:
        training = training_choice(lesson)
    except ValueError as error:
        st.error(error_sentence(error))
        training, report = ModelTraining(), None
    obstacle, gaps = reason_untrainable(report, training) if report else ("unreported", {})
    if obstacle and report:
        st.info(lesson.format(f"no training {obstacle}", **gaps))
    request = current_session().requests.get(REQUEST)
    st.button(
        lesson.label("train"),
        type="primary",
        icon=":material/play_arrow:",
        key="train_chain",
        on_click=_start,
        args=(training,),
        disabled=bool(obstacle) or (request is not None and request.pending),
    )
    if request is not None:
        _show_run(lesson)
    return training, not obstacle


def _start(training: ModelTraining) -> None:
    session = current_session()
    arguments = {
        "text": session.workbench.stack,
        "settings": asdict(training),
        "image": _own_image(),
    }
    submit(REQUEST, session.workbench.stack, "train_model", arguments)


def _own_image() -> Array | None:
    """Return the learner's image prepared as MNIST's are, (28, 28); None if there is none."""
    session = current_session()
    return (
        prepared_digit(session.drawing.light)
        if session.drawing.started and session.drawing.levels.any()
        else None
    )


def _show_run(lesson: Lesson) -> None:
    request = current_session().requests[REQUEST]
    layers = " → ".join(f"`{layer.code()}`" for layer in from_text(request.subject).layers)
    lesson.show("trained", layers=layers)
    show = partial(_show_epochs, lesson)
    await_result(request, lambda _: True, lesson.format("training"), show)
    if not request.pending:
        show(request.reports)


def _show_epochs(lesson: Lesson, reports: tuple[dict, ...]) -> None:
    """Show the numbers and curves of the epochs that have ended."""
    epochs = [report for report in reports if "epoch" in report]
    if not epochs:
        return
    last = epochs[-1]
    with st.container(horizontal=True):
        st.metric(lesson.label("epoch"), last["epoch"])
        st.metric(lesson.label("validation accuracy"), f"{last['validation_accuracy']:.1%}")
        st.metric(lesson.label("validation loss"), f"{last['validation_loss']:.3f}")
        st.metric(lesson.label("seconds"), f"{last['seconds']:.1f}")
    st.plotly_chart(
        learning_curves(epochs),
        key="chain_curves",
        config={"displayModeBar": False},
        alt=lesson.format("curves in words"),
    )
    st.caption(lesson.format("curves"))
    if last["answer"] is not None:
        probability, digit = max((value, digit) for digit, value in enumerate(last["answer"]))
        lesson.show("own image", digit=digit, probability=f"{probability:.1%}")
