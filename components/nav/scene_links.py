"""Link to a scene of a lesson, from wherever it is of use."""

import streamlit as st

from components.nav.navigation import page_named
from components.state.session import current_session
from components.ui.lesson_text import scene_names


def scene_button(label: str, key: str, page: str, scene: str) -> None:
    """Lead to the scene that teaches something.

    Args:
        label: of the button.
        key: the button's.
        page: the lesson's, told in scenes.
        scene: its name.
    """
    if st.button(label, key=key, icon=":material/arrow_forward:"):
        current_session().scenes.numbers[page] = scene_number(page, scene)
        st.switch_page(page_named(page))


def scene_number(page: str, scene: str) -> int:
    """Return a scene's number, from 1."""
    return scene_names(page).index(scene) + 1
