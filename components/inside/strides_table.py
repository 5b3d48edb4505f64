"""The learner's image in memory: access patterns, with and without a copy."""

import pandas as pd
import streamlit as st

from components.state import controls
from components.state.control_defaults import default_value
from components.ui.lesson_text import Lesson
from models.explain.memory_layout import ACCESS_PATTERNS, flatten_access
from models.nn.arrays import Array


def strides_table(lesson: Lesson, image: Array) -> None:
    """Show what flattening costs for each access pattern, and explain the chosen one.

    Args:
        lesson: explains when data is copied.
        image: ``(rows, columns)``, or ``(rows, columns, channels)`` of which the first channel is
            used.
    """
    plane = image if image.ndim == 2 else image[:, :, 0].copy()
    code = controls.select(
        st.segmented_control,
        lesson.label("access pattern"),
        list(ACCESS_PATTERNS),
        "memory_reading",
        default=default_value("memory_reading"),
        required=True,
    )
    view = flatten_access(plane, code)
    lesson.show(
        "copied" if view.copied else "free",
        code=view.code,
        strides=view.strides,
        **({"bytes": f"{view.copied:,}"} if view.copied else {}),
    )
    rows = [flatten_access(plane, pattern) for pattern in ACCESS_PATTERNS]
    first = [", ".join(f"{value:.3g}" for value in row.vector[:5]) for row in rows]
    table = {
        lesson.label("strides"): [str(row.strides) for row in rows],
        lesson.label("first values"): first,
        lesson.label("bytes copied"): [f"{row.copied:,}" for row in rows],
    }
    st.table(pd.DataFrame(table, index=[f"`{row.code}`" for row in rows]))
