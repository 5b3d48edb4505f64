"""The learner's own digit in an experiment: prepared, changed and classified."""

import numpy as np
import streamlit as st

from components.drawing.digits import prepared_digit
from components.drawing.network_input import CLASSES
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.nn.arrays import Array
from models.nn.network import predict, shipped_layers


def prepared_drawing(lesson: Lesson) -> Array | None:
    """Return the learner's image prepared as MNIST's were, (28, 28), or None if it is blank."""
    digit = prepared_digit(current_session().drawing.light)
    if digit.any():
        return digit
    st.info(lesson.format("blank"))
    return None


def prediction_row(lesson: Lesson, images: list[tuple[Array, str]], key: str) -> None:
    """Show images, each with the prediction of the lesson's network.

    Args:
        lesson: has the caption of a prediction.
        images: ``(28, 28)`` from 0 to 1, each with its caption.
        key: of the row.
    """
    outputs = predict(np.stack([image for image, _ in images]), shipped_layers())
    picture_row(
        [
            (
                image,
                lesson.label(
                    "prediction",
                    caption=caption,
                    digit=CLASSES[output.argmax()],
                    probability=f"{output.max():.0%}",
                ),
            )
            for (image, caption), output in zip(images, outputs, strict=True)
        ],
        key=key,
    )
