"""Lab drawing: the learner's own digit, prepared, changed and read on the spot."""

import numpy as np
import streamlit as st

from components.drawing.network_input import CLASSES
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.data.image_files import as_digit
from models.nn.arrays import Array
from models.nn.network import predict, shipped_layers


def own_digit(lesson: Lesson) -> Array | None:
    """The learner's picture prepared as MNIST's were, (28, 28); None while it has no ink."""
    digit = as_digit(current_session().drawing.light)
    if digit.any():
        return digit
    st.info(lesson.format("no ink"))
    return None


def read_row(pictures: list[tuple[Array, str]], key: str) -> None:
    """Show pictures, each with what the lesson's network reads in it.

    Args:
        pictures: (28, 28), 0 to 1, each with what it is.
        key: one a place.
    """
    outputs = predict(np.stack([picture for picture, _ in pictures]), shipped_layers())
    picture_row(
        [
            (picture, f"{words}: read as {CLASSES[said.argmax()]}, {said.max():.0%}")
            for (picture, words), said in zip(pictures, outputs, strict=True)
        ],
        key=key,
    )
