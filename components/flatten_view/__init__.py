"""Flatten on screen: the image, its whole vector, and which value went where."""

import streamlit as st

from components.browser import widget
from components.memory import learner
from models.flatten import FlattenTrace


def flatten_view(trace: FlattenTrace, brightest: float, key: str = "flatten_view") -> int:
    """Show an image becoming its vector, value by value.

    Args:
        trace: the image and its vector.
        brightest: the value that is shown white.
        key: one a place.

    Returns:
        How many values the learner has read so far, 0 to all.
    """
    rows, columns, *rest = trace.image.shape
    notebook = learner()
    count = trace.vector.size

    def keep() -> None:
        position = st.session_state[key].get("position")
        if isinstance(position, int) and not isinstance(position, bool):
            notebook.position = min(max(position, 0), count)

    notebook.position = min(notebook.position, count)
    widget("flatten_view")(
        key=key,
        data={
            "rows": rows,
            "columns": columns,
            "channels": rest[0] if rest else 1,
            "shape": str(trace.image.shape),
            "values": trace.vector.tolist(),
            "brightest": brightest,
            "digits": 0 if brightest > 1 else 4,
            "position": notebook.position,
            "source": notebook.stamp,
        },
        on_position_change=keep,
    )
    return notebook.position
