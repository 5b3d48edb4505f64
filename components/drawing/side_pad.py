"""The pad beside a view, which follows each stroke."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.drawing.draw_pad import draw_pad
from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.ui.lesson_text import COMMON

SIDE_PAD_KEY = "pad_beside"  # one for all pages: chosen on one, the pad is there on the next


def pad_wanted() -> bool:
    """Return whether the learner chose to have the pad beside the views."""
    return st.session_state.get(SIDE_PAD_KEY) is True


def pad_switch() -> None:
    """Let the learner choose to have the pad on this page."""
    if not is_visible("draw"):
        return

    def on_change() -> None:
        if pad_wanted():
            current_session().drawing.read_whole()

    controls.toggle(COMMON.label("draw here"), SIDE_PAD_KEY, on_change=on_change)


def with_side_pad(key: str) -> DeltaGenerator:
    """Show the pad if it is wanted, and return the container beside it.

    Args:
        key: the pad's, one a page.

    Returns:
        Where the views that follow the pen go: the whole width without a pad.
    """
    if not pad_wanted():
        return st.container()
    sides = st.grid(3, min_column_width=260, gap="medium")
    with sides.cell():
        draw_pad(key)
    return sides.cell(column_span=2)
