"""Questions on the first loss and the final accuracy, answered by the learner's own run."""

import numpy as np

from components.questions.prediction import Number, prediction
from components.state.session import current_session
from components.ui.lesson_text import Lesson

CLASSES = 10


def first_loss_question(lesson: Lesson) -> None:
    """Ask for the loss of a network before its training."""
    question = prediction(lesson, "first loss", Number(0.0, 1000.0, step=0.1, tolerance=0.1))
    if question.is_answered:
        loss = -np.log(1 / CLASSES)
        question.reveal(round(float(loss), 2), loss=f"{loss:.4f}")


def accuracy_question(lesson: Lesson) -> None:
    """Ask for the final accuracy, and compare it once a run of the learner's has ended."""
    ended = current_session().runs.ended
    percent = Number(0.0, 100.0, step=0.1, tolerance=2)
    question = prediction(lesson, "accuracy", percent, pending_outcome=not ended)
    if question.is_answered and ended:
        accuracy = round(100 * ended[-1].accuracy, 2)
        question.reveal(accuracy, accuracy=accuracy, epochs=f"{ended[-1].epoch[-1]:.3g}")
    elif question.is_answered:
        lesson.show("accuracy awaits")
