"""The network's answer in one line, which follows the pen in the browser."""

from components.drawing.answer_line.payload import Payload
from components.drawing.browser_network import browser_network
from components.state.session import Session
from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget


def answer_line(session: Session, text: str, classes: str, key: str = "answer_line") -> None:
    """Show an answer, and the browser's own while the pen draws.

    Args:
        session: the learner's.
        text: Python's answer to the picture on the pad.
        classes: the last layer's units, by name.
        key: one a page.
    """
    widget("answer_line")(key=key, data=_payload(session, text, classes))


def _payload(session: Session, text: str, classes: str) -> Payload:
    return {
        "text": text,
        "classes": list(classes),
        "network": browser_network(session),
        "words": COMMON.words("prediction"),
    }
