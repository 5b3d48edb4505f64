"""Stages of the lesson under the hood: bytes, strides, one line of code, sums, and a summary."""

import numpy as np
import pandas as pd
import streamlit as st

from components.drawing.labeled_digit import scene_image
from components.inside.copy_question import flattened_dataset
from components.inside.summation_order import float32_products, outputs_of_code
from components.scripts.keras_lines import lines_of
from components.state import controls
from components.ui.lesson_text import Lesson
from components.ui.numbers import HIDDEN, unicode_minus
from components.ui.picture_row import Figure, picture_stage
from components.ui.stage_panel import stage_panel
from models.explain.memory_layout import ACCESS_PATTERNS, SUMMATION_ORDERS, flatten_access
from models.nn.dense import DenseTrace, trace_dense
from models.nn.flatten import trace_flatten
from models.nn.network import shipped_layers
from models.sequential.summary import summary_rows

PATTERN = "scene_access"  # the control that chooses one of ACCESS_PATTERNS
VALUES = 4  # of a vector, that are written


def _first_dense() -> DenseTrace:
    """Return the first layer of the lesson's network, reading the digit."""
    return trace_dense(trace_flatten(scene_image()).vector, shipped_layers()[0])


def copied_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show MNIST's training images and their vectors in memory; what was copied once seen."""
    data = flattened_dataset()
    rows = [
        ["images", str(data.images.shape), f"{data.images.nbytes:,}"],
        ["vectors", str(data.vectors.shape), f"{data.vectors.nbytes:,}"],
    ]
    with stage_panel():
        columns = [lesson.label(name) for name in ("array", "shape", "bytes")]
        st.table(pd.DataFrame(rows, columns=columns).set_index(columns[0]), width="content")
        st.markdown("`vectors = images.reshape(60000, -1)`")
        shares, copied = (str(data.shares), f"{data.copied:,}") if is_open else (HIDDEN, HIDDEN)
        st.markdown(lesson.label("memory shared", shares=shares))
        st.markdown(lesson.label("copied in all", bytes=copied))


def pattern_control(lesson: Lesson) -> None:
    """Let the learner choose how the image is read."""
    controls.select(
        st.segmented_control,
        lesson.label("access pattern"),
        list(ACCESS_PATTERNS),
        PATTERN,
        format_func=_view_of,
        required=True,
    )


def _view_of(code: str) -> str:
    """Return what is flattened by a line of code."""
    return code.removesuffix(".reshape(-1)")


def strides_stage(lesson: Lesson) -> None:
    """Show the image as it is stored and as it is read, its strides, and the bytes copied."""
    image = np.array(scene_image())
    chosen = st.session_state.get(PATTERN)
    code = chosen if chosen in ACCESS_PATTERNS else next(iter(ACCESS_PATTERNS))
    access = flatten_access(image, code)
    picture_stage(
        [
            Figure(image, lesson.label("in memory")),
            Figure(ACCESS_PATTERNS[code](image), lesson.label("as read", code=_view_of(code))),
        ],
        [
            lesson.label("stride of", strides=str(access.strides)),
            lesson.label("bytes are copied", bytes=f"{access.copied:,}")
            if access.copied
            else lesson.label("none copied"),
        ],
    )


def line_stage(lesson: Lesson) -> None:
    """Show Flatten and Dense as three lines of NumPy, run on the learner's image."""
    trace = _first_dense()
    outputs = outputs_of_code(trace)
    with stage_panel():
        lesson.show("dense code")
        difference = f"{np.abs(outputs - trace.outputs).max():.1e}"
        st.markdown(lesson.format("dense result", shape=outputs.shape, difference=difference))
        first = ", ".join(unicode_minus(f"{value:.4f}") for value in outputs[:VALUES])
        st.markdown(lesson.label("first outputs", values=first))


def sums_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the sum of the same products in five orders, once they may be seen."""
    trace = _first_dense()
    products = float32_products(trace, int(trace.outputs.argmax()))
    rows = {
        lesson.label(f"sum {name}"): [unicode_minus(f"{add(products):.9f}") if is_open else HIDDEN]
        for name, add in SUMMATION_ORDERS.items()
    }
    with stage_panel():
        table = pd.DataFrame.from_dict(rows, orient="index", columns=[lesson.label("sum")])
        st.table(table, width="content")
        st.markdown(lesson.label("same products", count=products.size))


def summary_stage(lesson: Lesson) -> None:
    """Show what ``summary()`` prints of the lesson's network: a row per layer."""
    stack = lines_of((28, 28), shipped_layers()).stack
    rows = [[row.kind, row.output_text, f"{row.parameters:,}"] for row in summary_rows(stack)]
    columns = [lesson.label(name) for name in ("layer", "output shape", "learns")]
    with stage_panel():
        st.table(pd.DataFrame(rows, columns=columns).set_index(columns[0]), width="content")
