"""The fourth myth: does Flatten stop the gradient? It is compared before and after Flatten."""

import numpy as np
import streamlit as st

from components.drawing.network_input import CLASSES, network_input, network_layers
from components.drawing.side_pad import pad_switch, with_side_pad
from components.nav.page_links import page_link
from components.questions.prediction import Prediction
from components.scripts.snippet import experiment
from components.state import controls
from components.state.control_defaults import default_value
from components.state.session import current_session
from components.ui.lesson_text import Lesson, error_sentence
from components.ui.picture_row import picture_row
from models.nn.arrays import Array
from models.nn.dense import packed_layers

RIGHT = 2


def gradient_myth(lesson: Lesson, question: Prediction) -> None:
    """Backpropagate the loss of the learner's image through Flatten, with a label they choose."""
    current_session().drawing.start()
    pad_switch()
    with with_side_pad("gradient_pad"):
        label = label_choice(lesson)
        try:
            image = np.asarray(network_input(current_session()), np.float32)
        except ValueError as error:
            st.error(error_sentence(error))
            return
        if not image.any():
            lesson.show("empty")
        result = experiment(
            lesson,
            "myths/gradient",
            given={"picture": image, "label": label},
            layers=packed_layers(network_layers(current_session())),
        )
        if not result:
            return
        _show_gradients(lesson, image, result)
    count, nonzero = image.size, int(np.count_nonzero(result["at_image"]))
    question.reveal(
        RIGHT if result["equal"] == count and nonzero else 0,
        equal=f"{result['equal']:,}",
        count=f"{count:,}",
        told=f"{nonzero:,}",
        label=label,
    )
    page_link(lesson, "backprop")


def label_choice(lesson: Lesson) -> int:
    """Let the learner choose which digit the image is meant to be."""
    return controls.select(
        st.segmented_control,
        lesson.label("true digit"),
        range(len(CLASSES)),
        "gradient_label",
        default=default_value("gradient_label"),
        required=True,
    )


def _show_gradients(lesson: Lesson, image: Array, result: dict) -> None:
    """Show the image, and the size of the gradient before and after Flatten."""
    sizes = [np.abs(result[name]).reshape(image.shape) for name in ("at_vector", "at_image")]
    largest = max(float(size.max()) for size in sizes) or 1.0
    text = f"{largest:.2g}"
    picture_row(
        [
            (image, lesson.format("your picture")),
            (sizes[0] / largest, lesson.format("gradient of the vector", most=text)),
            (sizes[1] / largest, lesson.format("gradient of the picture", most=text)),
        ],
        key="gradient_pictures",
    )
