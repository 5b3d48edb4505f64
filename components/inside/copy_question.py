"""The question what flattening copies, for a whole dataset, answered by NumPy itself."""

import numpy as np

from components.questions.prediction import Number, prediction
from components.ui.lesson_text import Lesson
from models.data.datasets import shape_of


def copy_question(lesson: Lesson) -> None:
    """Ask how many bytes are copied when all of MNIST is flattened."""
    question = prediction(lesson, "copied", Number(0, 1_000_000_000))
    if question.is_answered:
        shape = shape_of("mnist", "train")
        images = np.zeros(shape, np.uint8)  # memory that is never written is never allocated
        vectors = images.reshape(shape[0], -1)
        is_shared = np.shares_memory(images, vectors)
        copied = 0 if is_shared else vectors.nbytes
        question.reveal(copied, bytes=f"{images.nbytes:,}", shares=is_shared)
