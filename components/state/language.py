"""Language: a link's or the menu's, else the one that the learner's browser asks for."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.state.session import current_session
from models.languages import HEADER, ORIGINAL, preferred_language


def session_language() -> str:
    """Return the language in which the learner of the moment reads.

    Threads that run no page, such as the dispatcher's, write in the original one.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return ORIGINAL
    display = current_session().display
    return display.language or display.preferred_language or _asked_for()


def _asked_for() -> str:
    """Return what the browser asks for, and keep it: a page asks for its language often."""
    display = current_session().display
    display.preferred_language = preferred_language(st.context.headers.get(HEADER))
    return display.preferred_language
