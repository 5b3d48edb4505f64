"""Pixels that are black in every training image: their weights never move."""

from components.questions.prediction import Cell, prediction
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.data.datasets import nonzero_counts, shape_of

DATASET = "mnist"


def asleep_question(lesson: Lesson) -> None:
    """Ask for a pixel whose weights never move, and show them all once there is an answer."""
    count = nonzero_counts(DATASET)
    images = shape_of(DATASET, "train")[0]
    question = prediction(lesson, "asleep", Cell(count, brightest=float(count.max())))
    if question.is_answered:
        asleep = count == 0
        question.reveal(
            asleep,
            count=int(asleep.sum()),
            pixels=asleep.size,
            images=f"{images:,}",
            yours=f"{count[question.answers[-1]]:,}",
        )
        means = count / count.max()
        picture_row(
            [
                (means, lesson.format("inked in words")),
                (asleep.astype(float), lesson.format("asleep in words")),
            ],
            "asleep",
        )
