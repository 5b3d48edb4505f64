"""Choice of the unit whose edges are highlighted in a diagram."""

import streamlit as st

from components.state import controls
from components.ui.lesson_text import COMMON

ALL_UNITS = "all"


def unit_choice(units: int, key: str = "idea_unit") -> int | None:
    """Let the learner choose one unit; None is all of them."""
    chosen = controls.select(
        st.segmented_control,
        COMMON.label("edges"),
        [ALL_UNITS, *range(units)],
        key,
        format_func=lambda unit: COMMON.label("all") if unit == ALL_UNITS else str(unit),
        required=True,
    )
    return None if chosen == ALL_UNITS else chosen
