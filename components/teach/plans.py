"""Plans of a lesson, whose links open in the language that their reader chose."""

import re

import streamlit as st

from components.state.session import current_session
from components.ui.lesson_text import Lesson

OWN_LINK = re.compile(r"\]\((?!\w+:|#)([^)\s]+)\)")  # to a page of the lesson


def show_plan(lesson: Lesson, section: str) -> None:
    """Show a plan.

    Args:
        lesson: the page's.
        section: its heading.
    """
    st.markdown(in_chosen_language(lesson.format(section)))


def in_chosen_language(text: str) -> str:
    """Return Markdown whose links to pages have the language, where the learner chose one.

    Each opens as a page of its own, which would else take the browser's language.
    """
    language = current_session().display.language

    def with_language(found: re.Match) -> str:
        address = found[1]
        return f"]({address}{'&' if '?' in address else '?'}lang={language})"

    return OWN_LINK.sub(with_language, text) if language else text
