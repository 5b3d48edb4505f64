"""A table of numbers, or a picture, of which the learner chooses one cell."""

import streamlit as st

from components.ui.widget_bridge import widget
from models.nn.arrays import Array


def cell_choice(
    values: Array, label: str, key: str, brightest: float | None = None, digits: int = 0
) -> None:
    """Show a table; ``st.session_state[key]["chosen"]`` is [row, column] once a cell is chosen.

    Args:
        values: (rows, columns).
        label: what is to be chosen, for a screen reader.
        key: one a place.
        brightest: the value that is shown white, as in a picture; None shows numbers alone.
        digits: decimals of the numbers, where cells are large enough to hold them.
    """
    rows, columns = values.shape
    widget("cell_picker")(
        key=key,
        data={
            "rows": rows,
            "columns": columns,
            "values": values.reshape(-1).tolist(),
            "brightest": brightest,
            "digits": digits,
            "label": label,
            "chosen": (st.session_state.get(key) or {}).get("chosen"),
        },
        on_chosen_change=lambda: None,  # kept by whoever asks
    )
