"""Link from an experiment to the page that teaches its subject."""

import streamlit as st

from components.nav.navigation import CONTENTS, page_named
from components.ui.lesson_text import Lesson


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
