"""What a training begins with and where it ends: guessed first, then read off the learner's run."""

import numpy as np

from components.questions.prediction import Number, prediction
from components.state.session import current_session
from components.ui.lesson_text import Lesson

CLASSES = 10


def first_loss_question(lesson: Lesson) -> None:
    """Ask for the loss of a network that knows nothing."""
    question = prediction(lesson, "first loss", Number(0.0, 1000.0, step=0.1, tolerance=0.1))
    if question.is_answered:
        loss = -np.log(1 / CLASSES)
        question.reveal(round(float(loss), 2), loss=f"{loss:.4f}")


def accuracy_question(lesson: Lesson) -> None:
    """Ask where the training will end, and compare once a run of the learner's has ended."""
    kept = current_session().runs.ended
    percent = Number(0.0, 100.0, step=0.1, tolerance=2)
    question = prediction(lesson, "accuracy", percent, pending_outcome=not kept)
    if question.is_answered and kept:
        accuracy = round(100 * kept[-1].accuracy, 2)
        question.reveal(accuracy, accuracy=accuracy, epochs=f"{kept[-1].epoch[-1]:.3g}")
    elif question.is_answered:
        lesson.show("accuracy awaits")
