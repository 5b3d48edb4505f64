"""The first myth: does Flatten change the values? They are compared for the learner's image."""

import numpy as np
import streamlit as st

from components.drawing.picture_source import picture_choice
from components.drawing.side_pad import pad_switch, with_side_pad
from components.nav.page_links import page_link
from components.questions.cell_picker import cell_choice
from components.questions.prediction import Cell, Prediction
from components.scripts.snippet import experiment
from components.state.drawing import PADS
from components.state.session import Session, current_session
from components.ui.lesson_text import Lesson
from models.nn.arrays import shape_text
from models.nn.flatten import FlattenTrace, trace_flatten

RIGHT = 2  # the option that comes true


def values_myth(lesson: Lesson, question: Prediction) -> None:
    """Show the values of one pixel before and after, then let Keras compare all of them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with with_side_pad("values_pad"):
        sides = st.grid(2, min_column_width=320, gap="medium")
        with sides.cell():
            pixel_values(lesson, current_session())
        with sides.cell():
            result = experiment(
                lesson,
                "myths/values",
                given={"picture": np.float32(current_session().drawing.image)},
            )
    if result:
        before, after = (shape_text(shape) for shape in result["shapes"])
        count = current_session().drawing.image.size
        memory = lesson.format("same memory" if result["same_memory"] else "other memory")
        question.reveal(
            RIGHT if result["same_values"] == count else 0,
            same=f"{result['same_values']:,}",
            count=f"{count:,}",
            before=before,
            after=after,
            memory=memory,
        )
        page_link(lesson, "flatten")


def pixel_values(lesson: Lesson, session: Session) -> None:
    """Let the learner choose a pixel, and show its values before and after."""
    image = session.drawing.image
    trace = trace_flatten(image)
    plane = image if image.ndim == 2 else image[..., 0]
    key = f"values_cell_{len(image)}"
    lesson.show("choose a cell")
    full = PADS[session.drawing.pad].full
    cell_choice(plane, lesson.format("choose a cell"), key, brightest=full)
    middle = (plane.shape[0] // 2, plane.shape[1] // 2)
    pixel = Cell(plane).validate(st.session_state.get(key), ()) or middle
    st.code("\n".join(value_lines(trace, pixel)), language="python")


def value_lines(trace: FlattenTrace, pixel: tuple[int, int]) -> list[str]:
    """Return each of a pixel's values as code, in the image and in the vector."""
    channels = trace.image.shape[2:]
    lines = []
    for channel in np.ndindex(channels):
        position = (*pixel, *channel)
        index = trace.index_of(*position)
        indices = ", ".join(map(str, position))
        lines.append(f"picture[{indices}] = {trace.image[position]:.6g}")
        lines.append(f"vector[{index}] = {trace.vector[index]:.6g}")
    return lines
