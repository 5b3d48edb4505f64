"""Top bar: the name, the open lesson, and the menu of all pages."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.nav.menu_focus import focus_menu
from components.nav.minutes import minutes_beside
from components.nav.navigation import CONTENTS, TOLD, Entry, by_group, step_words, visible_entries
from components.state.session import current_session, set_state
from components.ui.lesson_text import COMMON, Lesson
from models.languages import LANGUAGES, current_language, in_language

LANGUAGE_KEY = "language"


@contextmanager
def top_bar(
    name: str,
    pages: Mapping[str, st.Page],
    tools: Callable[[], None],
    *,
    with_menu: bool = True,
    is_filled_last: bool = False,
) -> Iterator[None]:
    """Show the bar above a page, which is shown inside.

    Args:
        name: the page's.
        pages: all of them, by name.
        tools: shows what stands beside the menu, such as the button to share what is seen.
        with_menu: whether other pages can be chosen.
        is_filled_last: whether the page comes before what the bar holds, as for a learner who
            waits for their first page: its 50 elements cost 0.15 s until the picture there moves.
            When pages are turned the title is to change first, and the menu to close.
    """
    entry = next(entry for entry in CONTENTS if entry.name == name)
    bar = st.container(
        key="top_bar",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    )
    fill = partial(_fill, bar, entry, pages, tools, with_menu=with_menu)
    if not is_filled_last:
        fill()
        yield
        return
    try:
        yield
    except Exception:  # a page that fails has its menu, too
        fill()
        raise
    # Not where a run is broken off for a press: it would forget that for the next one.
    fill()


def _fill(
    bar: DeltaGenerator,
    entry: Entry,
    pages: Mapping[str, st.Page],
    tools: Callable[[], None],
    *,
    with_menu: bool,
) -> None:
    with bar, st.container(key="top_bar_title", horizontal=True, width="content"):
        if with_menu:
            st.page_link(pages[CONTENTS[0].name], label=f"**{COMMON.label('app')}**")
        _title(entry)
    with bar, st.container(key="top_bar_tools", horizontal=True, width="content"):
        tools()
        if with_menu:
            _menu(entry.name, pages)


def _title(entry: Entry) -> None:
    """Show a page's title, which is the heading of those that have no other one."""
    if entry.name in TOLD:
        st.title(Lesson(entry.name).sections["title"], anchor=False, width="content")
    else:
        st.markdown(entry.title, width="content")
    st.markdown(f":small[{step_words(entry, minutes_beside(entry.name))}]", width="content")


def _menu(name: str, pages: Mapping[str, st.Page]) -> None:
    """Show the button that opens the menu; another page's is another one, which is closed."""
    with (
        st.popover(COMMON.label("menu"), icon=":material/menu:", key=f"menu_{name}"),
        st.container(key="menu", horizontal=True),
    ):
        for group, entries in by_group(visible_entries()).items():
            with st.container(width="content", gap="xsmall"):
                st.caption(COMMON.label(f"group {group}"))
                for entry in entries:
                    st.page_link(pages[entry.name], disabled=entry.name == name)
        _language_choice()
        focus_menu()


def _language_choice() -> None:
    """Let the learner choose the language; each is called as it calls itself."""
    display = current_session().display
    set_state(LANGUAGE_KEY, current_language())
    st.segmented_control(
        COMMON.label("language"),
        LANGUAGES,
        key=LANGUAGE_KEY,
        required=True,
        format_func=_own_name,
        on_change=lambda: setattr(display, "language", st.session_state[LANGUAGE_KEY]),
    )


def _own_name(language: str) -> str:
    with in_language(language):
        return COMMON.label("language name")
