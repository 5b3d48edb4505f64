"""Links from one page to another that teaches its subject, or to one of its scenes."""

import streamlit as st

from components.nav.navigation import CONTENTS, page_named
from components.state.session import current_session
from components.ui.lesson_text import Lesson, scene_names


def page_link(lesson: Lesson, page: str) -> None:
    """Show a link to the page that teaches what was just seen.

    Args:
        lesson: its section ``learn it`` has the words.
        page: a name in the table of contents.
    """
    title = next(entry.title for entry in CONTENTS if entry.name == page)
    st.page_link(
        page_named(page),
        label=lesson.format("learn it", page=title),
        icon=":material/arrow_forward:",
    )


def scene_button(label: str, key: str, lesson: str, scene: str) -> None:
    """Lead to the scene of a lesson that teaches something.

    Args:
        label: of the button.
        key: the button's.
        lesson: told in scenes.
        scene: its name.
    """
    if st.button(label, key=key, icon=":material/arrow_forward:"):
        current_session().scenes.numbers[lesson] = scene_names(lesson).index(scene) + 1
        st.switch_page(page_named(lesson))
