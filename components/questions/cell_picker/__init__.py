"""A table of numbers or a picture in which the learner chooses one cell."""

import streamlit as st

from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget
from models.nn.arrays import Array


def cell_choice(
    values: Array, label: str, key: str, brightest: float | None = None, digits: int = 0
) -> None:
    """Show a table; ``st.session_state[key]["chosen"]`` is [row, column] once a cell is chosen.

    Args:
        values: (rows, columns).
        label: accessible name.
        key: widget key.
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
            "words": COMMON.words("cells"),
            "chosen": cell_from((st.session_state.get(key) or {}).get("chosen"), rows, columns),
        },
        on_chosen_change=lambda: None,  # the caller reads the session state
    )


def cell_from(event: object, rows: int, columns: int) -> list[int] | None:
    """Read which cell a browser says was chosen; None where there is no such.

    >>> cell_from([1, 2], 2, 3), cell_from([2, 0], 2, 3), cell_from([True, 0], 2, 3)
    ([1, 2], None, None)
    """
    if not isinstance(event, list) or [type(each) for each in event] != [int, int]:
        return None
    row, column = event
    return [row, column] if 0 <= row < rows and 0 <= column < columns else None
