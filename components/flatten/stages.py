"""Stages of the Flatten lesson: an image and its vector, in the state that a scene tells of."""

import numpy as np

from components.flatten.flatten_view import flatten_stage
from components.scripts.keras_lines import KerasLines, lines_of
from components.state.drawing import FIRST_PICTURES, PADS
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.nn.arrays import Array
from models.nn.flatten import trace_flatten

EXAMPLE = np.asarray(FIRST_PICTURES["3×3", "gray"], float)
COLOR_EXAMPLE = np.asarray(FIRST_PICTURES["3×3", "RGB"], float)


def example_stage(
    lesson: Lesson,
    image: Array = EXAMPLE,
    *,
    target: int | None = None,
    lit: int | None = None,
    player: bool = False,
) -> None:
    """Show the worked example.

    Args:
        lesson: has the view's words.
        image: (3, 3) or (3, 3, 3), of values 0 to 9.
        target: how many values the view moves into the vector; None leaves it to the learner.
        lit: the index of the value that is lit; None lights what the learner points at.
        player: whether the flight's controls are shown.
    """
    flatten_stage(
        trace_flatten(image),
        PADS["3×3"].full,
        f"example {image.shape}",
        lesson.words("flatten"),
        target=target,
        lit=lit,
        player=player,
    )


def drawing_stage(lesson: Lesson) -> None:
    """Show the learner's drawing of 28×28, whole in the vector."""
    drawing = current_session().drawing
    levels, pad = drawing.levels, PADS[drawing.pad]
    trace = trace_flatten(pad.values(levels))
    flatten_stage(
        trace,
        pad.full,
        f"drawing {drawing.revision}",
        lesson.words("flatten"),
        target=levels.size,
        levels=levels,
    )


def example_lines() -> KerasLines:
    """Return Keras's lines for the worked example."""
    return lines_of(EXAMPLE.shape)


def drawing_lines() -> KerasLines:
    """Return Keras's lines for the learner's drawing."""
    return lines_of(current_session().drawing.image.shape)
