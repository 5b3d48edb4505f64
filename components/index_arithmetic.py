"""Flatten's arithmetic on screen: which pixel becomes which index, and back again."""

import numpy as np
import pandas as pd
import streamlit as st

from components.lesson import Lesson
from models.arrays import shape_text
from models.flatten import FlattenTrace, unflatten


def index_arithmetic(lesson: Lesson, trace: FlattenTrace, position: int) -> None:
    """Write the index of the value that was just read, with the numbers of this picture.

    Args:
        lesson: says what to do while nothing is read.
        trace: the image and its vector.
        position: how many values have been read.
    """
    if position == 0:
        lesson.say("nothing read")
        return
    index = position - 1
    row, column, *rest = trace.pixel_of(index)
    width = trace.image.shape[1]
    channels = trace.image.shape[2] if rest else 1
    channel = rest[0] if rest else 0
    st.latex(
        r"\begin{aligned}"
        rf"&\text{{row}}\cdot W\cdot C+\text{{col}}\cdot C+\text{{channel}}\\"
        rf"={{}}&{row}\cdot{width}\cdot{channels}+{column}\cdot{channels}+{channel}"
        rf"={trace.index_of(*trace.pixel_of(index))}"
        r"\end{aligned}"
    )
    lesson.say(
        "value",
        index=index,
        pixel=", ".join(map(str, trace.pixel_of(index))),
        value=f"{trace.vector[index]:.6g}",
    )


def shapes_table(trace: FlattenTrace) -> None:
    """Show the shapes before and after Flatten: for one image, for many, and as Keras writes it."""
    shape, flat = trace.image.shape, trace.vector.shape
    rows = [
        ("one image", shape_text(shape), shape_text(flat)),
        ("a batch of 32 images", shape_text((32, *shape)), shape_text((32, *flat))),
        (
            "as Keras writes it, any number of images",
            shape_text((None, *shape)),
            shape_text((None, *flat)),
        ),
    ]
    st.table(pd.DataFrame(rows, columns=["", "before Flatten", "after Flatten"]).set_index(""))


def unflatten_figure(lesson: Lesson, trace: FlattenTrace) -> None:
    """Fold the vector back, and say whether every value is where it was."""
    back = unflatten(trace.vector, trace.image.shape)
    st.code(
        f">>> vector.reshape({shape_text(trace.image.shape)})\n"
        + np.array2string(back, threshold=60, edgeitems=3, precision=2),
        language="python",
    )
    same = int((back == trace.image).sum())
    lesson.say("folded back", same=same, count=trace.vector.size)
