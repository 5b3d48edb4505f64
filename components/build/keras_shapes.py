"""Chain numbers: what Keras says of a chain, asked as one builds, and remembered for everybody."""

import streamlit as st

from components.remote.task_status import submit
from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import Lesson
from models.runtime import task_registry
from models.sequential.model import from_text
from models.sequential.shape_report import ModelReport, model_report

PLACE = "chain"
TICK = 0.1  # seconds between two looks; one builds faster than one trains
MAX_KNOWN = 500

_known: dict[str, dict] = {}  # by the chain's text; Keras says the same to everybody


def numbers_of(text: str) -> ModelReport | None:
    """What Keras said of a chain, where it was ever asked."""
    return model_report(from_text(text), _known[text]) if text in _known else None


def ask_keras(lesson: Lesson, text: str) -> None:
    """Ask Keras about a chain unless it is known, one question at a time, the latest chain's next.

    Args:
        lesson: says what to press where there was no answer.
        text: the chain's.
    """
    if text in _known:
        return
    asked = current_session().requests.get(PLACE)
    if asked is None or not (asked.pending or asked.subject == text):
        submit(PLACE, text, "build_model", {"text": text})
        asked = current_session().requests[PLACE]
    if asked.pending:
        st.fragment(_look, run_every=TICK)(asked)
        return
    st.warning(asked.error)
    st.button(
        lesson.format("ask again"),
        key="ask_chain",
        on_click=_forget,
    )


def _forget() -> None:
    current_session().requests.pop(PLACE)


def remember(text: str, said: dict) -> None:
    """Keep what Keras said; the oldest has to go where there are too many."""
    while len(_known) >= MAX_KNOWN:
        _known.pop(next(iter(_known)), None)
    _known[text] = said


def _look(asked: RemoteRequest) -> None:
    said = task_registry.answer(asked.task)
    if said.state == "pending":
        # The old numbers stand meanwhile; only who waits for long is told why.
        if task_registry.shared_registry.status().state != "ready":
            st.caption(said.message)
        return
    if said.state == "done":
        remember(asked.subject, said.data)
    asked.error, asked.task = said.message, ""
    st.rerun()
