"""What a training begins with and where it ends: guessed first, then read off the learner's run."""

import numpy as np

from components.questions.prediction import Number, prediction
from components.state.session import current_session
from components.ui.lesson_text import Lesson

CLASSES = 10


def first_loss_question(lesson: Lesson) -> None:
    """Ask for the loss of a network that knows nothing."""
    asked = prediction(lesson, "first loss", Number(0.0, 1000.0, step=0.1, tolerance=0.1))
    if asked.made:
        loss = -np.log(1 / CLASSES)
        asked.compare(round(float(loss), 2), loss=f"{loss:.4f}")


def accuracy_question(lesson: Lesson) -> None:
    """Ask where the training will end, and compare once a run of the learner's has ended."""
    kept = current_session().kept_runs
    percent = Number(0.0, 100.0, step=0.1, tolerance=2)
    asked = prediction(lesson, "accuracy", percent, later=not kept)
    if asked.made and kept:
        accuracy = round(100 * kept[-1].accuracy, 2)
        asked.compare(accuracy, accuracy=accuracy, epochs=f"{kept[-1].epoch[-1]:.3g}")
    elif asked.made:
        lesson.show("accuracy awaits")
