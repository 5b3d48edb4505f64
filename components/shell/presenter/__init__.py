"""Present: the lesson on a projector, large and bare, turned page by page with keys."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from components.nav.navigation import TOLD, presentable_pages
from components.nav.top_bar import top_bar
from components.shell.share_dialog import share
from components.state.session import current_session
from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget

ICONS = {"back": ":material/arrow_back:", "next": ":material/arrow_forward:"}


@contextmanager
def presenter(name: str, pages: Mapping[str, st.Page]) -> Iterator[None]:
    """Show what is shown inside large, with small buttons to turn to the one before and after.

    A lesson told in scenes has a bar of its own that turns them, and then the page.

    Args:
        name: the page's.
        pages: all of them, by name.
    """
    if name in TOLD:
        with top_bar(name, pages, lambda: _tools(name), with_menu=False):
            yield
    else:
        _show_page_bar(name, pages)  # before the page, so that keys already work while it runs
        yield


def _show_page_bar(name: str, pages: Mapping[str, st.Page]) -> None:
    names = presentable_pages(name)
    index = names.index(name)
    with st.container(horizontal=True, vertical_alignment="center", key="presenter", gap="small"):
        if index > 0:
            _turn_link("back", pages[names[index - 1]])
        _show_place(name)
        if index + 1 < len(names):
            _turn_link("next", pages[names[index + 1]])
        share()
        _leave_button()
        widget("presenter")(key="present_keys", data={}, width="content")


def _tools(name: str) -> None:
    _show_place(name)
    share()
    _leave_button()


def _show_place(name: str) -> None:
    names = presentable_pages(name)
    st.caption(COMMON.label("place", place=names.index(name) + 1, last=len(names)))


def _leave_button() -> None:
    st.button(
        COMMON.label("present leave"),
        key="present_leave",
        type="tertiary",
        on_click=lambda: setattr(current_session().display, "present", False),
    )


def _turn_link(direction: str, page: st.Page) -> None:
    with st.container(key=f"present_{direction}", width="content"):
        st.page_link(page, label=COMMON.label(f"present {direction}"), icon=ICONS[direction])
