"""A program whose lines the learner brings into order, on a scene's stage."""

from collections.abc import Callable

from components.train.program_order.payload import Payload
from components.ui.widget_bridge import widget, widget_event

KEY = "program_order"


def program_order(payload: Payload, take: Callable[[object], None]) -> None:
    """Show the lines.

    Args:
        payload: the lines, and what became of the last order.
        take: gets the order that the learner has checked, as the browser sent it.
    """

    def checked() -> None:
        event = widget_event(KEY, "checked")
        take(event.get("order") if isinstance(event, dict) else None)

    widget("program_order")(key=KEY, data=payload, on_checked_change=checked)
