"""URL state: the address is always a link that restores what the learner sees."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import streamlit as st

from components.shell.url_fields import URL_FIELDS
from components.state.hidden_controls import HIDEABLE_CONTROLS
from components.state.session import Session, current_session
from components.ui.lesson_text import Lesson
from models.sharing.url_codec import from_query, to_query

common = Lesson("common")
TROUBLE = "link"
OPENED = "opened"  # whether this session's link was read, and whether it may be written
KINDS = {name: row.kind for name, row in URL_FIELDS.items()}
FREE = tuple(name for name, row in URL_FIELDS.items() if row.free)


def link_of(session: Session, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Write everything that differs from how the lesson begins.

    Args:
        session: whose.
        without: names to leave out.
    """
    values = {name: row.get(session) for name, row in URL_FIELDS.items() if name not in without}
    return to_query(values, KINDS, FREE)


def open_link() -> None:
    """Begin where the link leads, once a session; a bad one begins where everybody begins."""
    if OPENED in st.session_state:
        return
    st.session_state[OPENED] = False
    session = current_session()
    try:
        take(session, from_query(_separated(st.query_params), KINDS, FREE))
    except ValueError as problem:
        session.errors[TROUBLE] = common.format("bad link", problem=problem)


def _separated(query: Mapping[str, str]) -> dict[str, str]:
    """Take ``hide=size,colour`` as people write it for ``hide=size.colour`` as links have it."""
    found = dict(query.items())
    return found | {"hide": found["hide"].replace(",", ".")} if "hide" in found else found


def take(session: Session, values: dict[str, Any]) -> None:
    """Put what a link carries in its places."""
    for name, row in URL_FIELDS.items():
        if name in values:
            row.put(session, values[name])
    unknown = [name for name in session.display.hidden if name not in HIDEABLE_CONTROLS]
    if unknown:
        session.display.hidden = tuple(
            name for name in session.display.hidden if name in HIDEABLE_CONTROLS
        )
        session.errors[TROUBLE] = common.format(
            "unknown controls", names=", ".join(unknown), known=", ".join(HIDEABLE_CONTROLS)
        )


def show_link_error(page: str) -> None:
    """Show what was wrong with the link, on the page that it led to."""
    if page != st.session_state.setdefault("entered", page):
        current_session().errors.pop(TROUBLE, None)
    if trouble := current_session().errors.get(TROUBLE):
        st.warning(trouble)


def write_url() -> None:
    """Have the address bar hold the link to what is shown now.

    In a session's first run it still is the link that was opened, unless that was a bad one.
    """
    if not st.session_state[OPENED] and TROUBLE not in current_session().errors:
        return
    query = link_of(current_session())
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def finish_url() -> None:
    """Write the address at the end of a page's run."""
    write_url()
    st.session_state[OPENED] = True


def url_fragment(part: Callable[..., None]) -> Callable[..., None]:
    """Decorate a part of a page: a fragment, after which the address is updated."""

    @wraps(part)
    def shown(*args: Any, **named: Any) -> None:
        part(*args, **named)
        write_url()

    return st.fragment(shown)
