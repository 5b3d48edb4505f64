"""The choice of an image and its label: the small example, or the learner's drawing."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.drawing.draw_pad import draw_pad
from components.drawing.network_input import (
    CLASSES,
    network_choice,
    preparation_switch,
    show_prediction,
)
from components.state import controls
from components.state.control_defaults import DRAWING, EXAMPLE
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.exercises.worked_example import first_classifier
from models.nn.network import NetworkTrace

CASES = {EXAMPLE: "example", DRAWING: "drawing"}


@dataclass(frozen=True, eq=False)
class Case:
    """One image through one network."""

    name: str  # EXAMPLE or DRAWING
    forward: NetworkTrace
    classes: str  # one letter per class
    brightest: float  # the pixel value that is shown white

    @property
    def key(self) -> str:
        """Return the part of the widget keys that names the case."""
        return CASES[self.name]


def case_choice(lesson: Lesson) -> tuple[Case, int] | None:
    """Let the learner choose an image and its true label.

    Returns:
        The case and its label; None until both are chosen.
    """
    chosen = controls.select(
        st.segmented_control,
        lesson.label("image"),
        [EXAMPLE, DRAWING],
        "way_back_picture",
        format_func=lambda image: lesson.label(f"image {CASES[image]}"),
        required=True,
    )
    return _drawing(lesson) if chosen == DRAWING else _example(lesson)


def _example(lesson: Lesson) -> tuple[Case, int] | None:
    case = Case(EXAMPLE, first_classifier(), "ABC", brightest=9.0)
    best = int(np.argmax(case.forward.outputs))
    probability = f"{case.forward.outputs[best]:.1%}"
    lesson.show("example", best=case.classes[best], probability=probability)
    return _with_label(lesson, case)


def _drawing(lesson: Lesson) -> tuple[Case, int] | None:
    current_session().drawing.start()
    sides = st.grid(2, min_column_width=280, gap="medium")
    with sides.cell():
        draw_pad("backprop_pad")
        preparation_switch()
    with sides.cell():
        forward = show_prediction(current_session())
        network_choice()
        if forward is None:
            return None
        if not forward.flatten.vector.any():
            lesson.show("empty")
            return None
        return _with_label(lesson, Case(DRAWING, forward, CLASSES, brightest=1.0))


def _with_label(lesson: Lesson, case: Case) -> tuple[Case, int] | None:
    """Ask for the true label, as the network's prediction must never become one by itself."""
    chosen = controls.select(
        st.segmented_control,
        lesson.format(f"label of the {case.key}"),
        list(case.classes),
        f"true_label_{case.key}",
        width="content" if case.name == EXAMPLE else "stretch",  # ten digits must fit a phone
    )
    if chosen is None:
        st.info(lesson.format("no label"), icon=":material/lock:")
        return None
    return case, case.classes.index(chosen)
