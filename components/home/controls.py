"""Controls of the first page: one pixel to change, and the start test."""

import streamlit as st

from components.nav.navigation import page_named
from components.state import controls
from components.state.control_defaults import RECALL_TEST, START_TEST
from components.ui.lesson_text import COMMON, Lesson
from models.exercises.worked_example import first_network


def pixel_choice(lesson: Lesson) -> tuple[tuple[int, int], int]:
    """Let the learner change one pixel of the worked example.

    Args:
        lesson: has the words.

    Returns:
        Which pixel, and its value from 0 to 9.
    """
    pixels = [(row, column) for row in range(3) for column in range(3)]
    original = first_network().flatten.image
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pixel = controls.select(
            st.selectbox,
            lesson.label("pixel"),
            pixels,
            "idea_pixel",
            default=(1, 1),
            format_func=lambda each: COMMON.label("cell", row=each[0], column=each[1]),
            width=180,
        )
        # Every pixel has a slider of its own, so that it begins where the example has it.
        key = f"idea_value_{pixel[0]}_{pixel[1]}"
        default = int(original[pixel])
        label = lesson.label("pixel value")
        value = controls.number(st.slider, label, 0, 9, key, default=default, width=260)
    return pixel, value


def start_test_button(lesson: Lesson) -> None:
    """Lead to six questions that are asked again at the end, and say what for."""
    st.caption(lesson.format("start test"))
    if st.button(lesson.label("start test"), key="start_test", icon=":material/quiz:"):
        st.session_state[RECALL_TEST] = START_TEST
        st.switch_page(page_named("recall"))
