"""The network on screen: the whole, one unit, one multiplication, all following the pen."""

import streamlit as st

from components.drawing.browser_network import browser_network
from components.network.network_view.numbers import (
    GLANCE_DIGITS,
    evidence_numbers,
    hidden_layers,
    softmax_steps,
    unit_numbers,
)
from components.network.network_view.payload import Payload
from components.network.network_view.selection import fitting_zoom, selection_from
from components.state.session import Session, current_session
from components.ui.lesson_text import COMMON, Lesson
from components.ui.widget_bridge import widget, widget_event
from components.ui.wire_format import pack_rounded
from models.nn.network import NetworkTrace


def network_view(
    lesson: Lesson,
    trace: NetworkTrace,
    classes: str,
    answer: str,
    key: str = "network_view",
) -> None:
    """Show an image's way through Flatten and Dense layers, and let the learner look closer.

    Args:
        lesson: has the view's words.
        trace: of the picture on the pad, through layers that end in a softmax.
        classes: the last layer's units, by name.
        answer: the prediction in a sentence.
        key: one a page.
    """
    session = current_session()

    def on_selection() -> None:
        selection = selection_from(widget_event(key, "selection"))
        if selection is not None:
            session.network.zoom, session.network.evidence = selection

    words = COMMON.words("prediction") | lesson.words("closer")
    stored = (st.session_state.get(key) or {}).get("stored")
    widget("network_view")(
        key=key,
        data=_payload(session, trace, classes, answer, stored, words),
        on_selection_change=on_selection,
        on_stored_change=lambda: None,
    )


def _payload(
    session: Session,
    trace: NetworkTrace,
    classes: str,
    answer: str,
    stored: object,
    words: dict[str, str],
) -> Payload:
    rows, columns = trace.flatten.image.shape
    shown = session.network
    payload: Payload = {
        "rows": rows,
        "columns": columns,
        "classes": list(classes),
        "answer": answer,
        "vector": pack_rounded(trace.flatten.vector, GLANCE_DIGITS),
        "hidden": hidden_layers(trace),
        "softmax": softmax_steps(trace),
        "selection": {"zoom": list(shown.zoom), "evidence": shown.evidence},
        "network": browser_network(session),
        "words": words,
    }
    if zoom := fitting_zoom(shown.zoom, trace):
        payload["unit"] = unit_numbers(trace, zoom, stored)
    elif shown.evidence is not None:
        payload["evidence"] = evidence_numbers(trace, shown.evidence)
    return payload
