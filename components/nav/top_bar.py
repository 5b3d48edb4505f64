"""Top bar: the name, the open lesson, progress on the path, Share, and the menu of all pages."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from components.nav.navigation import CONTENTS, Entry, pages, steps, visible_entries
from components.ui.lesson_text import Lesson

common = Lesson("common")
STYLE = Path(__file__).parent / "top_bar.css"


def top_bar(name: str, share: Callable[[], None]) -> None:
    """Show the bar above a page.

    Args:
        name: the page's.
        share: shows the control to share what is seen.
    """
    st.html(STYLE)
    entry = next(entry for entry in CONTENTS if entry.name == name)
    made = pages()
    with st.container(
        key="top_bar",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        with st.container(key="top_bar_title", horizontal=True, width="content"):
            st.page_link(made[CONTENTS[0].name], label="**Unrolled**")
            st.markdown(_title(entry), width="content")
        with st.container(key="top_bar_tools", horizontal=True, width="content"):
            share()
            # Another page has another menu, so that it is closed where one was chosen.
            with st.popover(common.format("menu"), icon=":material/menu:", key=f"menu_{name}"):
                _menu(made)


def _title(entry: Entry) -> str:
    path = steps()
    if entry not in path:
        return entry.title
    number, last = path.index(entry) + 1, len(path)
    return common.format("top bar title", title=entry.title, number=number, last=last)


def _menu(made: dict[str, st.Page]) -> None:
    with st.container(key="menu", horizontal=True):
        groups: dict[str, list[Entry]] = {}
        for entry in visible_entries():
            groups.setdefault(entry.group, []).append(entry)
        for group, entries in groups.items():
            with st.container(width="content", gap="xsmall"):
                st.caption(group)
                for entry in entries:
                    st.page_link(made[entry.name])
