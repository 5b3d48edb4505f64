"""Controls of the first picture: one pixel to change."""

import streamlit as st

from components.state import controls
from models.exercises.worked_example import first_network

VALUE_SLIDER = "Its value"  # the picture follows it by this label


def pixel_choice() -> tuple[tuple[int, int], int]:
    """Let the learner change one pixel of the worked example.

    Returns:
        Which pixel, and its value from 0 to 9.
    """
    pixels = [(row, column) for row in range(3) for column in range(3)]
    original = first_network().flatten.image
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pixel = controls.select(
            st.selectbox,
            "Pixel",
            pixels,
            "idea_pixel",
            default=(1, 1),
            format_func=lambda each: f"row {each[0]}, column {each[1]}",
            width=180,
        )
        # Every pixel has a slider of its own, so that it begins where the example has it.
        key = f"idea_value_{pixel[0]}_{pixel[1]}"
        default = int(original[pixel])
        value = controls.number(st.slider, VALUE_SLIDER, 0, 9, key, default=default, width=260)
    return pixel, value
