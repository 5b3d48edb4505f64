"""Which unit of a small layer stands out in its picture."""

import streamlit as st

from components.state import controls

WHOLE = "all"


def unit_shown(units: int, key: str = "idea_unit") -> int | None:
    """Let the learner look at one unit's edges alone; None is all of them."""
    chosen = controls.select(
        st.segmented_control, "Edges of unit", [WHOLE, *range(units)], key, required=True
    )
    return None if chosen == WHOLE else chosen
