"""A filter of 3 by 3 weights that the learner moves over their digit, on a scene's stage."""

import numpy as np
import streamlit as st

from components.drawing.labeled_digit import scene_image
from components.state import controls
from components.ui.lesson_text import Lesson
from components.ui.numbers import decimals, unicode_minus
from components.ui.picture_row import Figure, picture_stage
from models.explain.convolution import ConvolutionTrace, trace_convolution
from models.nn.arrays import Array, readonly

FILTERS = {  # each finds edges of one kind
    "upright": readonly([[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
    "level": readonly([[-1.0, -1, -1], [0, 0, 0], [1, 1, 1]]),
    "slanting": readonly([[-1.0, -1, 0], [-1, 0, 1], [0, 1, 1]]),
}
FILTER, ROW, COLUMN = "filter_kind", "filter_row", "filter_column"  # controls
DIGITS = 2


def filter_controls(lesson: Lesson) -> None:
    """Let the learner choose a filter and move it.

    Args:
        lesson: has the labels.
    """
    controls.select(
        st.segmented_control,
        lesson.label("filter"),
        list(FILTERS),
        FILTER,
        format_func=lambda kind: lesson.label(f"filter {kind}"),
        required=True,
    )
    trace = current_filter()
    with st.container(horizontal=True):
        for name, key, last, first in zip(
            ("window row", "window column"),
            (ROW, COLUMN),
            trace.feature_map.shape,
            strongest(trace),
            strict=True,
        ):
            controls.number(st.slider, lesson.label(name), 0, last - 1, key, default=first)


def current_filter() -> ConvolutionTrace:
    """Return the chosen filter's way over the digit."""
    kind = st.session_state.get(FILTER)
    return trace_convolution(scene_image(), FILTERS[kind if kind in FILTERS else "upright"])


def strongest(trace: ConvolutionTrace) -> tuple[int, int]:
    """Return the row and column of a feature map's largest value."""
    row, column = np.unravel_index(trace.feature_map.argmax(), trace.feature_map.shape)
    return int(row), int(column)


def filter_stage(lesson: Lesson) -> None:
    """Show the digit, the filter on it, the products, and the feature map.

    Args:
        lesson: has the labels.
    """
    trace = current_filter()
    rows, columns = trace.feature_map.shape
    first = strongest(trace)
    row = _at(ROW, first[0], rows)
    column = _at(COLUMN, first[1], columns)
    products = trace.products(row, column)
    total = decimals(float(trace.feature_map[row, column]), DIGITS)
    largest = float(np.abs(trace.feature_map).max()) or 1.0
    picture_stage(
        [
            Figure(
                trace.image,
                lesson.label("your digit"),
                mark={"row": row, "column": column, "side": len(trace.kernel)},
            ),
            Figure(
                trace.window(row, column),
                lesson.label("pixels below"),
                numbers=_numbers(trace.window(row, column)),
            ),
            Figure(
                trace.kernel,
                lesson.label("filter weights"),
                signed=True,
                numbers=[unicode_minus(f"{weight:g}") for weight in trace.kernel.flat],
            ),
            Figure(products, lesson.label("products"), signed=True, numbers=_numbers(products)),
            Figure(
                np.true_divide(trace.feature_map, largest),
                lesson.label("feature map"),
                signed=True,
                mark={"row": row, "column": column, "side": 1},
            ),
        ],
        [lesson.label("sum of products", sum=total)],
        key="filter_stage",
    )


def _at(key: str, default: int, count: int) -> int:
    """Return where a slider has the window."""
    value = st.session_state.get(key)
    return value if type(value) is int and 0 <= value < count else default


def _numbers(values: Array) -> list[str]:
    return [decimals(float(value), DIGITS) for value in values.flat]
