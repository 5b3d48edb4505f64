"""Present: the lesson on a projector, large and bare, turned page by page with keys."""

from pathlib import Path

import streamlit as st

from components.shell.share_dialog import share
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import widget

common = Lesson("common")
ICONS = {"back": ":material/arrow_back:", "next": ":material/arrow_forward:"}
STYLE = Path(__file__).parent / "page.css"


def presenter(pages: list[st.Page], index: int) -> None:
    """Show a page large, with small buttons to turn to the one before and after.

    Args:
        pages: all that are shown, in their order.
        index: of the page that is shown.
    """
    st.html(STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="presenter", gap="small"):
        if index > 0:
            _turn_link("back", pages[index - 1])
        st.caption(common.format("present place", place=index + 1, last=len(pages)))
        if index + 1 < len(pages):
            _turn_link("next", pages[index + 1])
        share()
        st.button(
            common.format("present leave"),
            key="present_leave",
            type="tertiary",
            on_click=lambda: setattr(current_session().display, "present", False),
        )
        widget("presenter")(key="present_keys", data={}, width="content")


def _turn_link(direction: str, page: st.Page) -> None:
    with st.container(key=f"present_{direction}", width="content"):
        st.page_link(page, label=common.format(f"present {direction}"), icon=ICONS[direction])
