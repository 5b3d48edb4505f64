"""The drawing pad: a picture whose every pixel can be painted, by mouse, touch, pen or keyboard."""

import streamlit as st

from components.state.drawing import COLOURS, PADS
from components.state.session import Session, current_session
from components.ui.widget_bridge import last_event_number, packed, unpacked, widget, widget_event
from models.nn.arrays import Array

TROUBLE = "pad"


def drawing_from(event: object, session: Session) -> Array | None:
    """Read what the pad sent, which a browser may have forged.

    Returns:
        Whole steps of ink, shaped as the active picture; None where the event belongs
        to a picture that is no longer on the pad.

    Raises:
        ValueError: it is not a drawing of the active size.
    """
    if not isinstance(event, dict) or type(event.get("stamp")) is not int:  # True would be 1
        raise ValueError("the drawing pad sent something that is not a drawing")
    if event["stamp"] != session.drawing.revision:
        return None
    picture = session.drawing.levels
    levels = unpacked(event.get("pixels"), picture.size).reshape(picture.shape)
    most = PADS[session.drawing.pad].levels
    if levels.max() > most:
        raise ValueError(f"ink goes from 0 to {most} here, the pad sent {levels.max()}")
    return levels


def draw_pad(key: str) -> None:
    """Show the active picture on a pad; what the learner draws goes to their session.

    Args:
        key: one a place; the pad forgets its undo steps when the learner leaves the page.
    """
    session = current_session()
    pad = PADS[session.drawing.pad]

    def keep() -> None:
        try:
            levels = drawing_from(widget_event(key, "drawing"), session)
        except ValueError as problem:
            session.errors[TROUBLE] = f"{problem}; your picture is unchanged."
            session.drawing.revision += 1  # so that the pad shows the picture we kept
            return
        if levels is not None:
            session.errors.pop(TROUBLE, None)
            session.drawing.draw(levels)

    widget("draw_pad")(
        key=key,
        data={
            "side": pad.side,
            "channels": COLOURS[session.drawing.colour],
            "levels": pad.levels,
            "full": pad.full,
            "pixels": packed(session.drawing.levels),
            "stamp": session.drawing.revision,
            "heard": last_event_number(st.session_state.get(key), "drawing"),
        },
        on_drawing_change=keep,
    )
    if trouble := session.errors.get(TROUBLE):
        st.error(trouble[0].upper() + trouble[1:])
