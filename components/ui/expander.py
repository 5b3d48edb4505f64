"""An aside: a section that is folded away until somebody wants it."""

import streamlit as st

from components.ui.lesson_text import Lesson


def aside(lesson: Lesson, section: str) -> None:
    """Show a section's heading, and its words once it is opened.

    Args:
        lesson: says it.
        section: one that begins with a heading.
    """
    heading, _, words = lesson.text(section).removeprefix("## ").partition("\n")
    with st.expander(heading):
        st.markdown(words)
