"""The stage of a claim: its program, run by real Keras as soon as the learner has judged it."""

import streamlit as st

from components.myths.claim_view import claim_view
from components.myths.claims import CLAIMS
from components.remote.per_step_results import cancel
from components.remote.task_status import collect, ensure_request
from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import COMMON, Lesson
from models.exercises.scripts import source
from models.training.keras_check import fingerprint

POLL_SECONDS = 0.3


def claim_stage(lesson: Lesson, name: str, *, is_open: bool) -> None:
    """Show a claim's program; what Keras finds only where it may be seen.

    Args:
        lesson: has the words.
        name: of the claim.
        is_open: whether the learner has judged it.
    """
    request = _request(name) if is_open else None
    interval = POLL_SECONDS if request and request.pending else None
    with st.container(key="claim_stage", gap=None):
        st.fragment(_show, run_every=interval)(lesson, name, request)


def retry_button(name: str) -> None:
    """Offer to run a claim's program again where that failed."""
    request = current_session().requests.get(_key(name))
    if request is not None and request.error:
        st.button(
            COMMON.label("ask again"),
            key=f"again_{name}",
            on_click=cancel,
            args=(_key(name),),
        )


def _key(name: str) -> str:
    return f"claim_{name}"


def _request(name: str) -> RemoteRequest:
    """Return the run of a claim's program, begun unless it was for the same digit."""
    claim = CLAIMS[name]
    arguments = claim.arguments()
    subject = fingerprint(arguments)
    return ensure_request(_key(name), subject, "run_snippet", {"name": claim.snippet, **arguments})


def _show(lesson: Lesson, name: str, request: RemoteRequest | None) -> None:
    claim, text, verdict = CLAIMS[name], lesson.label("judge first"), ""
    if request is not None:
        text = _refresh(request)
        if request.result:
            text = lesson.format(f"found {name}", **claim.gaps(request.result))
            verdict = "true" if claim.holds(request.result) else "false"
    claim_view(
        {
            "code": source(claim.snippet).rstrip(),
            "verdict": verdict,
            "text": text,
            "words": lesson.words("claim"),
        }
    )


def _refresh(request: RemoteRequest) -> str:
    """Fetch what has come of a run; return what it waits for, or why it failed."""
    if not request.pending:
        return request.error
    found = collect(request)
    if found.state != "pending":
        st.rerun()
    return found.message
