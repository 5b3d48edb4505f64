"""A section of a lesson in an expander, closed at first."""

import streamlit as st

from components.ui.glossary_terms import mark_terms
from components.ui.lesson_text import Lesson


def expander(lesson: Lesson, section: str) -> None:
    """Show a section's heading, and its text once it is opened.

    Args:
        lesson: has the section.
        section: one that begins with a heading and has no gaps.
    """
    marked = mark_terms(lesson.name, section)
    heading, _, words = marked.removeprefix("## ").partition("\n")
    with st.expander(heading):
        st.markdown(words, unsafe_allow_html=True)
