"""Flatten's arithmetic on screen: which pixel gets which index, and back again."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from components.ui.lesson_text import Lesson
from models.nn.arrays import shape_text
from models.nn.flatten import FlattenTrace, unflatten

COORDINATES = ("row", "column", "channel")
LENGTHS = ("height", "width", "channels")


def show_index(lesson: Lesson, trace: FlattenTrace, index: int | None) -> None:
    """Show how an index is computed, with the numbers of this picture.

    Args:
        lesson: has the words, also for when there is no index.
        trace: the image, its vector, and the order of reading.
        index: of the value; None where none is chosen.
    """
    if index is None:
        lesson.show("nothing read")
        return
    pixel = trace.pixel_of(index)
    names, lengths = (
        [rf"\text{{{lesson.label(each)}}}" for each in keys] for keys in (COORDINATES, LENGTHS)
    )
    st.latex(
        r"\begin{aligned}"
        rf"&{_index_formula(trace, names, lengths)}\\"
        rf"={{}}&{_index_formula(trace, (*pixel, 0), (*trace.image.shape, 1))}"
        rf"={trace.index_of(*pixel)}"
        r"\end{aligned}"
    )
    lesson.show(
        "value",
        index=index,
        pixel=", ".join(map(str, trace.pixel_of(index))),
        value=f"{trace.vector[index]:.6g}",
    )


def _index_formula(trace: FlattenTrace, coordinates: Sequence, lengths: Sequence) -> str:
    """Return the sum of each coordinate times the lengths of all axes that are read faster."""
    axes = trace.order.axes
    return "+".join(
        r"\cdot".join(map(str, (coordinates[axis], *(lengths[inner] for inner in axes[depth:]))))
        for depth, axis in enumerate(axes, 1)
    )


def show_shapes(lesson: Lesson, trace: FlattenTrace) -> None:
    """Show the shapes before and after Flatten: for one image, for many, and as Keras writes it."""
    shape, flat = trace.image.shape, trace.vector.shape
    rows = [
        (lesson.label("one image"), shape_text(shape), shape_text(flat)),
        (lesson.label("batch"), shape_text((32, *shape)), shape_text((32, *flat))),
        (
            lesson.label("any batch"),
            shape_text((None, *shape)),
            shape_text((None, *flat)),
        ),
    ]
    st.table(
        pd.DataFrame(rows, columns=["", lesson.label("before"), lesson.label("after")]).set_index(
            ""
        )
    )


def show_unflatten(lesson: Lesson, trace: FlattenTrace) -> None:
    """Show the vector folded back, and whether every value is where it was."""
    back = unflatten(trace.vector, trace.image.shape)
    st.code(
        f">>> vector.reshape({shape_text(trace.image.shape)})\n"
        + np.array2string(back, threshold=60, edgeitems=3, precision=2),
        language="python",
    )
    same, count = int((back == trace.image).sum()), trace.vector.size
    by_rows = (trace.order.indices(trace.image.shape) == np.arange(count)).all()
    lesson.show("folded back" if by_rows else "folded back wrongly", same=same, count=count)
