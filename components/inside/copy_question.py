"""What flattening copies: asked of a whole dataset, then read off memory itself."""

import numpy as np

from components.questions.prediction import Number, prediction
from components.ui.lesson_text import Lesson
from models.data.datasets import shape_of


def copied_question(lesson: Lesson) -> None:
    """Ask how many bytes are copied when all of MNIST is flattened."""
    question = prediction(lesson, "copied", Number(0, 1_000_000_000))
    if question.is_answered:
        shape = shape_of("mnist", "train")
        images = np.zeros(shape, np.uint8)  # memory that is never touched is never taken
        vectors = images.reshape(shape[0], -1)
        shares = np.shares_memory(images, vectors)
        question.reveal(0 if shares else vectors.nbytes, bytes=f"{images.nbytes:,}", shares=shares)
