"""Questions on /flatten: which pixel an index is, and which index a value gets."""

import numpy as np

from components.questions.prediction import Cell, Number, prediction
from components.ui.lesson_text import Lesson
from models.exercises.worked_example import first_network
from models.nn.flatten import trace_flatten

INDEX = 5  # of the pixel in question; not on the diagonal, where both orders agree
GREEN = (1, 0, 1)  # row, column, channel of the value in question


def ask_pixel(lesson: Lesson) -> None:
    """Ask which pixel an index is."""
    trace = first_network().flatten
    question = prediction(lesson, "pixel", Cell(trace.image, brightest=trace.image.max()))
    if question.is_answered:
        question.reveal(trace.pixel_of(INDEX))


def ask_index(lesson: Lesson) -> None:
    """Ask which index a value of a picture in colour gets."""
    question = prediction(lesson, "colour", Number(0, 26))
    if question.is_answered:
        index = trace_flatten(np.zeros((3, 3, 3))).index_of(*GREEN)
        question.reveal(index, index=index)
