"""Pixels that are black in every training image: their weights never move."""

import numpy as np

from components.lesson import Lesson
from components.prediction import Cell, prediction
from models.datasets import inked, shape_of

DATASET = "mnist"


def asleep_question(lesson: Lesson) -> None:
    """Ask for a pixel whose weights never move, and show them all once there is an answer."""
    count = inked(DATASET)
    images = shape_of(DATASET, "train")[0]
    asked = prediction(lesson, "asleep", Cell(count, brightest=float(count.max())))
    if asked.made:
        asleep = count == 0
        asked.compare(
            asleep,
            count=int(asleep.sum()),
            pixels=asleep.size,
            images=f"{images:,}",
            yours=f"{count[asked.answers[-1]]:,}",
        )
        asleep_picture(lesson, np.where(asleep, 1.0, 0.0))
