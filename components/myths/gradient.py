"""The fourth myth: does Flatten stop the gradient? It is compared cell by cell, at both ends."""

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


def gradient_myth(lesson: Lesson, vote: Prediction) -> None:
    """Send the loss of the learner's picture back through Flatten, with a label of their choice."""
    current_session().drawing.start()
    pad_switch()
    with with_side_pad("gradient_pad"):
        label = label_choice()
        try:
            picture = np.asarray(network_input(current_session()), np.float32)
        except ValueError as problem:
            st.error(error_sentence(problem))
            return
        if not picture.any():
            lesson.show("empty")
        found = experiment(
            lesson,
            "myths/gradient",
            given={"picture": picture, "label": label},
            layers=packed_layers(network_layers(current_session())),
        )
        if not found:
            return
        show(lesson, picture, found)
    count, told = picture.size, int(np.count_nonzero(found["at_image"]))
    vote.reveal(
        RIGHT if found["equal"] == count and told else 0,
        equal=f"{found['equal']:,}",
        count=f"{count:,}",
        told=f"{told:,}",
        label=label,
    )
    page_link(lesson, "backprop")


def label_choice() -> int:
    """Let the learner say which digit the picture is meant to be."""
    return controls.select(
        st.segmented_control,
        "It shall be a",
        range(len(CLASSES)),
        "gradient_label",
        default=default_value("gradient_label"),
        required=True,
    )


def show(lesson: Lesson, picture: Array, found: dict) -> None:
    """Show the picture, and how strong the gradient is at either end of Flatten."""
    strength = [np.abs(found[name]).reshape(picture.shape) for name in ("at_vector", "at_image")]
    most = max(float(each.max()) for each in strength) or 1.0
    picture_row(
        [
            (picture, lesson.format("your picture")),
            (strength[0] / most, lesson.format("gradient of the vector", most=f"{most:.2g}")),
            (strength[1] / most, lesson.format("gradient of the picture", most=f"{most:.2g}")),
        ],
        key="gradient_pictures",
    )
