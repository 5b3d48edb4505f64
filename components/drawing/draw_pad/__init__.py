"""The drawing pad: a picture whose every pixel can be painted, by mouse, touch, pen or keyboard."""

from typing import Any

import streamlit as st

from components.state.drawing import COLORS, PADS, Drawing
from components.state.session import Session, current_session
from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import last_event_number, packed, unpacked, widget, widget_event
from models.nn.arrays import Array
from models.texts import LearnerError

ERROR_KEY = "pad"


def drawing_from(event: object, drawing: Drawing) -> Array | None:
    """Read what the pad sent, which may be forged.

    Returns:
        Whole steps of ink, shaped as the active picture; None where the event belongs
        to a picture that is no longer on the pad.

    Raises:
        ValueError: it is not a drawing of the active size.
    """
    if not isinstance(event, dict) or type(event.get("revision")) is not int:  # True would be 1
        raise LearnerError("no drawing")
    if event["revision"] != drawing.revision:
        return None
    picture = drawing.levels
    levels = unpacked(event.get("pixels"), picture.size).reshape(picture.shape)
    if levels.max() > PADS[drawing.pad].levels:
        raise LearnerError("no drawing")
    return levels


def draw_pad(key: str, *, compact: bool = False, fills: bool = False, invitation: str = "") -> None:
    """Show the active picture on a pad; what the learner draws goes to their session.

    Args:
        key: one a page; the pad forgets its undo steps when the learner leaves the page.
        compact: whether it shows only what one needs to draw a digit, in little room.
        fills: whether it fills the box it is in, as a stage does, with few tools.
        invitation: stands on a blank pad.
    """
    session = current_session()
    acknowledged = last_event_number(st.session_state.get(key), "drawing")
    widget("draw_pad")(
        key=key,
        data={
            **_picture(session.drawing, acknowledged),
            "compact": compact,
            "fills": fills,
            "invitation": invitation,
            "words": COMMON.words("pad"),
        },
        on_drawing_change=lambda: _store(widget_event(key, "drawing"), session),
    )
    if error := session.errors.get(ERROR_KEY):
        st.error(error)


def _store(event: object, session: Session) -> None:
    """Store a drawing in the session, or the reason why it is none."""
    try:
        levels = drawing_from(event, session.drawing)
    except ValueError as problem:
        session.errors[ERROR_KEY] = COMMON.format("image unchanged", problem=problem)
        session.drawing.revision += 1  # so that the pad shows the stored picture
        return
    if levels is not None:
        session.errors.pop(ERROR_KEY, None)
        session.drawing.draw(levels)


def _picture(drawing: Drawing, acknowledged: int) -> dict[str, Any]:
    pad = PADS[drawing.pad]
    return {
        "side": pad.side,
        "channels": COLORS[drawing.color],
        "levels": pad.levels,
        "full": pad.full,
        "pixels": packed(drawing.levels),
        "revision": drawing.revision,
        "has_finer_original": drawing.has_finer_original,
        "acknowledged": acknowledged,
    }
