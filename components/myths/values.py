"""The first myth: does Flatten change the values? The learner's own picture is looked through."""

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


def values_myth(lesson: Lesson, vote: Prediction) -> None:
    """Look at any cell before and after, then let Keras compare them all."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with with_side_pad("values_pad"):
        sides = st.grid(2, min_column_width=320, gap="medium")
        with sides.cell():
            one_cell(lesson, current_session())
        with sides.cell():
            found = experiment(
                lesson,
                "myths/values",
                given={"picture": np.float32(current_session().drawing.image)},
            )
    if found:
        before, after = (shape_text(shape) for shape in found["shapes"])
        count = current_session().drawing.image.size
        memory = lesson.format("same memory" if found["same_memory"] else "other memory")
        vote.reveal(
            RIGHT if found["same_values"] == count else 0,
            same=f"{found['same_values']:,}",
            count=f"{count:,}",
            before=before,
            after=after,
            memory=memory,
        )
        page_link(lesson, "flatten")


def one_cell(lesson: Lesson, session: Session) -> None:
    """Let the learner choose a pixel, and write down its values before and after."""
    image = session.drawing.image
    trace = trace_flatten(image)
    seen = image if image.ndim == 2 else image[..., 0]
    key = f"values_cell_{len(image)}"
    lesson.show("choose a cell")
    full = PADS[session.drawing.pad].full
    cell_choice(seen, lesson.format("choose a cell"), key, brightest=full)
    middle = (seen.shape[0] // 2, seen.shape[1] // 2)
    pixel = Cell(seen).validate(st.session_state.get(key), ()) or middle
    st.code("\n".join(before_and_after(trace, pixel)), language="python")


def before_and_after(trace: FlattenTrace, pixel: tuple[int, int]) -> list[str]:
    """Write each of a pixel's values as it stands in the image and in the vector."""
    channels = trace.image.shape[2:]
    lines = []
    for channel in np.ndindex(channels):
        place = (*pixel, *channel)
        index = trace.index_of(*place)
        where = ", ".join(map(str, place))
        lines.append(f"picture[{where}] = {trace.image[place]:.6g}")
        lines.append(f"vector[{index}] = {trace.vector[index]:.6g}")
    return lines
