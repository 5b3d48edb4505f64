"""The drawing pad: a picture whose every pixel can be painted, by mouse, touch, pen or keyboard."""

import streamlit as st

from components.state.session import COLOURS, PADS, Session, current_session
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
    if event["stamp"] != session.stamp:
        return None
    picture = session.levels
    levels = unpacked(event.get("pixels"), picture.size).reshape(picture.shape)
    most = PADS[session.pad].levels
    if levels.max() > most:
        raise ValueError(f"ink goes from 0 to {most} here, the pad sent {levels.max()}")
    return levels


def draw_pad(key: str) -> None:
    """Show the active picture on a pad; what the learner draws goes to their session.

    Args:
        key: one a place; the pad forgets its undo steps when the learner leaves the page.
    """
    session = current_session()
    pad = PADS[session.pad]

    def keep() -> None:
        try:
            levels = drawing_from(widget_event(key, "drawing"), session)
        except ValueError as problem:
            session.trouble[TROUBLE] = f"{problem}; your picture is unchanged."
            session.stamp += 1  # so that the pad shows the picture we kept
            return
        if levels is not None:
            session.trouble.pop(TROUBLE, None)
            session.draw(levels)

    widget("draw_pad")(
        key=key,
        data={
            "side": pad.side,
            "channels": COLOURS[session.colour],
            "levels": pad.levels,
            "full": pad.full,
            "pixels": packed(session.levels),
            "stamp": session.stamp,
            "heard": last_event_number(st.session_state.get(key), "drawing"),
        },
        on_drawing_change=keep,
    )
    if trouble := session.trouble.get(TROUBLE):
        st.error(trouble[0].upper() + trouble[1:])
