"""Page footer: the takeaway, and links to the pages before and after."""

import streamlit as st

from components.nav.navigation import TEACHING, page_named, visible_entries
from components.ui.lesson_text import COMMON, Lesson


def page_footer(lesson: Lesson, **gaps: object) -> None:
    """Show a page's takeaway, and links to the pages before and after it.

    Args:
        lesson: its section ``takeaway`` is the sentence.
        gaps: live values in it.
    """
    st.markdown("---")
    st.markdown(COMMON.format("takeaway", takeaway=lesson.format("takeaway", **gaps)))
    visible = [entry for entry in visible_entries() if entry.group != TEACHING]
    names = [entry.name for entry in visible]
    if lesson.name not in names:
        return
    index = names.index(lesson.name)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if index:
            st.page_link(page_named(names[index - 1]), label=COMMON.label("back"))
        if index + 1 < len(names):
            st.page_link(
                page_named(names[index + 1]),
                label=COMMON.label("next", title=visible[index + 1].title),
            )
