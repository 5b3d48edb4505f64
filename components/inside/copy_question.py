"""The question what flattening copies, for a whole dataset, answered by NumPy itself."""

from dataclasses import dataclass

import numpy as np

from components.questions.prediction import Number, prediction
from components.ui.lesson_text import Lesson
from models.data.datasets import shape_of
from models.nn.arrays import Array


@dataclass(frozen=True, eq=False)
class FlattenedDataset:
    """A dataset's images and their vectors."""

    images: Array  # (images, rows, columns), uint8
    vectors: Array  # (images, rows * columns)
    shares: bool  # whether both are the same memory

    @property
    def copied(self) -> int:
        """The bytes that flattening copied."""
        return 0 if self.shares else self.vectors.nbytes


def flattened_dataset() -> FlattenedDataset:
    """Return memory as large as MNIST's training images, flattened by NumPy."""
    shape = shape_of("mnist", "train")
    images = np.zeros(shape, np.uint8)  # memory that is never written is never allocated
    vectors = images.reshape(shape[0], -1)
    return FlattenedDataset(images, vectors, np.shares_memory(images, vectors))


def copy_question(lesson: Lesson) -> None:
    """Ask how many bytes are copied when all of MNIST is flattened."""
    question = prediction(lesson, "copied", Number(0, 1_000_000_000))
    if question.is_answered:
        data = flattened_dataset()
        question.reveal(data.copied, bytes=f"{data.images.nbytes:,}", shares=data.shares)
