"""URL state: the address is always a link that restores what the learner sees."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import streamlit as st

from components.shell.url_fields import MAX_SCENES, URL_FIELDS
from components.state.hidden_controls import HIDEABLE_CONTROLS
from components.state.session import Session, current_session
from components.ui.lesson_text import COMMON
from models.sharing.url_codec import from_query, to_query

ERROR_KEY = "link"
OPENED = "opened"  # in the session once the link was read; True once it may be written
KINDS = {name: row.kind for name, row in URL_FIELDS.items()}
FREE = tuple(name for name, row in URL_FIELDS.items() if row.free)


def query_of(session: Session, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the link's query: every value that differs from its default.

    Args:
        session: the learner's.
        without: names to leave out.
    """
    values = {name: row.get(session) for name, row in URL_FIELDS.items() if name not in without}
    return to_query(values, KINDS, FREE)


def open_link() -> None:
    """Restore what the link has, once a session; an invalid one restores nothing."""
    if OPENED in st.session_state:
        return
    st.session_state[OPENED] = False
    session = current_session()
    try:
        restore(session, from_query(_separated(st.query_params), KINDS, FREE))
    except ValueError as error:
        session.errors[ERROR_KEY] = COMMON.format("bad link", problem=error)


def _separated(query: Mapping[str, str]) -> dict[str, str]:
    """Replace ``hide=size,seed``, as people write it, by ``hide=size.seed``."""
    values = dict(query.items())
    return values | {"hide": values["hide"].replace(",", ".")} if "hide" in values else values


def restore(session: Session, values: dict[str, Any]) -> None:
    """Set the values of a link in the session."""
    for name, row in URL_FIELDS.items():
        if name in values:
            row.set(session, values[name])
    if "scene" not in values and values.keys() - {"present", "lang"}:
        # Links of before there were scenes meant a whole page, as the last scene is.
        session.scenes.linked = MAX_SCENES
    unknown = [name for name in session.display.hidden if name not in HIDEABLE_CONTROLS]
    if unknown:
        session.display.hidden = tuple(
            name for name in session.display.hidden if name in HIDEABLE_CONTROLS
        )
        session.errors[ERROR_KEY] = COMMON.format(
            "unknown controls", names=", ".join(unknown), known=", ".join(HIDEABLE_CONTROLS)
        )


def show_link_error(page: str) -> None:
    """Show what was wrong with the link, on the page that it led to."""
    if page != st.session_state.setdefault("entered", page):
        current_session().errors.pop(ERROR_KEY, None)
    if error := current_session().errors.get(ERROR_KEY):
        st.warning(error)


def write_url() -> None:
    """Set the address to the link to what is shown now.

    In a session's first run it stays the link that was opened, unless that was invalid.
    """
    if not st.session_state[OPENED] and ERROR_KEY not in current_session().errors:
        return
    query = query_of(current_session())
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def finish_url() -> None:
    """Write the address at the end of a page's run."""
    write_url()
    st.session_state[OPENED] = True


def url_fragment(part: Callable[..., None]) -> Callable[..., None]:
    """Decorate a part of a page: a fragment, after which the address is updated."""

    @wraps(part)
    def run(*args: Any, **named: Any) -> None:
        part(*args, **named)
        write_url()

    return st.fragment(run)
