"""Closing: what to take away from a page, and where to go next."""

import streamlit as st

from components.nav.navigation import TEACHING, pages, shown_entries
from components.ui.lesson_text import Lesson

common = Lesson("common")


def close(lesson: Lesson, **gaps: object) -> None:
    """End a page: its one sentence to take away, and the pages before and after it.

    Args:
        lesson: its section ``takeaway`` is the sentence.
        gaps: live values in it.
    """
    st.markdown("---")
    st.markdown(common.format("takeaway", takeaway=lesson.format("takeaway", **gaps)))
    told = [entry for entry in shown_entries() if entry.group != TEACHING]
    names, made = [entry.name for entry in told], pages()
    if lesson.name not in names:
        return
    place = names.index(lesson.name)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if place:
            st.page_link(made[names[place - 1]], label=common.format("back"))
        if place + 1 < len(names):
            st.page_link(
                made[names[place + 1]], label=common.format("next", title=told[place + 1].title)
            )
