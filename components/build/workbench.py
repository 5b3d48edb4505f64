"""The workbench: a layer stack, what Keras reports for it, its training, and its code."""

from components.build.code import model_code
from components.build.goal import goal
from components.build.keras_shapes import known_report, request_report
from components.build.model_editor import model_editor
from components.build.presets import model_preset_choice
from components.build.training import model_training
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.sequential.model import from_text


def workbench(lesson: Lesson) -> None:
    """Let the learner build a model, train it and download its code.

    Args:
        lesson: has the workbench's texts.
    """
    session = current_session()
    goal(lesson)
    model_preset_choice(lesson)
    report = known_report(session.workbench.stack)
    if report is not None:
        session.workbench.shown = session.workbench.stack
    model_editor(lesson, report or known_report(session.workbench.shown))
    request_report(session.workbench.stack)
    training, trainable = model_training(lesson, report)
    model_code(lesson, from_text(session.workbench.stack), training, trainable=trainable)
