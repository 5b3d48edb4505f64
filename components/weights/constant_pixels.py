"""Constant pixels: black in every training image, so that their weights never change."""

from components.questions.prediction import Cell, prediction
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.data.datasets import nonzero_counts, shape_of

DATASET = "mnist"


def constant_pixels_question(lesson: Lesson) -> None:
    """Ask for a pixel whose weights never change, and show all such pixels after the answer."""
    counts = nonzero_counts(DATASET)
    images = shape_of(DATASET, "train")[0]
    question = prediction(lesson, "asleep", Cell(counts, brightest=float(counts.max())))
    if question.is_answered:
        constant = counts == 0
        guess = question.answers[-1] if question.answers else (0, 0)  # questions may be hidden
        question.reveal(
            constant,
            count=int(constant.sum()),
            pixels=constant.size,
            images=f"{images:,}",
            yours=f"{counts[guess]:,}",
        )
        picture_row(
            [
                (counts / counts.max(), lesson.format("inked in words")),
                (constant.astype(float), lesson.format("asleep in words")),
            ],
            "asleep",
        )
