"""Keras's shapes and counts for a layer stack, requested while one builds and shared by all."""

import streamlit as st

from components.remote.task_status import collect, ensure_request, submit
from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import COMMON
from models.runtime import task_registry
from models.sequential.model import from_text
from models.sequential.shape_report import ModelReport, model_report

REQUEST = "model_report"
POLL_SECONDS = 0.1  # shorter than for a training, as one builds faster than one trains
RETRY_SECONDS = 2.0  # until a request that there was no room for is submitted again
MAX_REPORTS = 500

reports: dict[str, dict] = {}  # by the stack's text; Keras reports the same for every learner


def known_report(text: str) -> ModelReport | None:
    """Return what Keras reported for a stack, or None if it was never requested."""
    return model_report(from_text(text), reports[text]) if text in reports else None


def request_report(text: str) -> None:
    """Request Keras's report for a stack unless it is known, and show why there is none.

    Args:
        text: of the stack.
    """
    if problem := follow_report(text):
        st.warning(problem)
        st.button(
            COMMON.label("ask again"),
            key="ask_chain",
            on_click=_drop_request,
        )


def follow_report(text: str) -> str:
    """Request Keras's report for a stack unless it is known; return why there is none.

    Only one request is under way in a session; the next is for the latest stack. One that there
    was no room for, as other tasks of the learner's are not done yet, is submitted again by itself.

    Args:
        text: of the stack.
    """
    if text in reports:
        return ""
    request = ensure_request(REQUEST, text, "build_model", {"text": text}, wait=True)
    if request.pending:
        st.fragment(_poll, run_every=POLL_SECONDS)(request)
    elif request.refused:
        st.fragment(_submit_again, run_every=RETRY_SECONDS)(text)
    return request.error


def _submit_again(text: str) -> None:
    submit(REQUEST, text, "build_model", {"text": text})
    if not current_session().requests[REQUEST].refused:
        st.rerun()


def _drop_request() -> None:
    current_session().requests.pop(REQUEST)


def store_report(text: str, report: dict) -> None:
    """Store Keras's report for a stack, and drop the oldest if there are too many."""
    while len(reports) >= MAX_REPORTS:
        reports.pop(next(iter(reports)), None)
    reports[text] = report


def _poll(request: RemoteRequest) -> None:
    result = collect(request)
    if result.state == "pending":
        # The old numbers stay meanwhile; only a long wait is explained.
        if task_registry.shared_registry.status().state != "ready":
            st.caption(result.message)
        return
    if result.state == "done":
        store_report(request.subject, result.data)
    st.rerun()
