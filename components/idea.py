"""The idea to play with: one pixel to change, and one unit to look at alone."""

import streamlit as st

from components.examples import first_network
from components.memory import begin

WHOLE = "all"


def pixel_choice() -> tuple[tuple[int, int], int]:
    """Let the learner change one pixel of the worked example.

    Returns:
        Which pixel, and its value from 0 to 9.
    """
    pixels = [(row, column) for row in range(3) for column in range(3)]
    begun = first_network().flatten.image
    begin("idea_pixel", (1, 1))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pixel = st.selectbox(
            "Pixel",
            pixels,
            format_func=lambda each: f"row {each[0]}, column {each[1]}",
            key="idea_pixel",
            persist_state="session",
            width=180,
        )
        # Every pixel has a slider of its own, so that it begins where the example has it.
        key = f"idea_value_{pixel[0]}_{pixel[1]}"
        begin(key, int(begun[pixel]))
        value = st.slider("Its value", 0, 9, key=key, width=260)
    return pixel, value


def unit_shown(units: int, key: str = "idea_unit") -> int | None:
    """Let the learner look at one unit's edges alone; None is all of them."""
    begin(key, WHOLE)
    chosen = st.segmented_control(
        "Edges of unit",
        [WHOLE, *range(units)],
        key=key,
        persist_state="session",
        required=True,
    )
    return chosen if chosen in range(units) else None
