"""The workbench: a chain, what Keras makes of it, its training, and its code."""

from components.build.code import chain_code
from components.build.keras_shapes import ask_keras, numbers_of
from components.build.model_editor import chain_view
from components.build.presets import chain_preset_choice
from components.build.training import chain_training
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.sequential.model import from_text


def workbench(lesson: Lesson) -> None:
    """Let the learner build, train and take away.

    Args:
        lesson: says what there is to see.
    """
    session = current_session()
    chain_preset_choice(lesson)
    built = numbers_of(session.workbench.stack)
    if built is not None:
        session.workbench.shown = session.workbench.stack
    chain_view(lesson, built or numbers_of(session.workbench.shown))
    ask_keras(lesson, session.workbench.stack)
    training, trains = chain_training(lesson, built)
    chain_code(lesson, from_text(session.workbench.stack), training, trains=trains)
