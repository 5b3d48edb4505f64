"""Links: from what was tried to the page that teaches it."""

import streamlit as st

from components.nav.navigation import CONTENTS, pages
from components.ui.lesson_text import Lesson


def link(lesson: Lesson, page: str) -> None:
    """Point to the page that teaches what was just seen.

    Args:
        lesson: its section ``learn it`` has the words.
        page: a name in the table of contents.
    """
    title = next(entry.title for entry in CONTENTS if entry.name == page)
    st.page_link(
        pages()[page], label=lesson.format("learn it", page=title), icon=":material/arrow_forward:"
    )
