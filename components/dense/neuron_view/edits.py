"""What the learner changes in a neuron: read from the browser, which may send anything."""

from collections.abc import Callable

import streamlit as st

from components.dense.manual_weights import REFUSED, Cell, change, forget, undo, weight
from components.state.session import LayerKey, Session
from components.ui.widget_bridge import widget_event

TROUBLE = "neuron"


def changes_from(event: object, inputs: int, unit: int, digits: int) -> dict[Cell, float] | None:
    """Read the weights the learner set; input number ``inputs`` is the bias.

    Returns:
        The cells and their values; None where the event belongs to a neuron no longer shown.

    Raises:
        ValueError: any of it is nothing a neuron could use.
    """
    if not isinstance(event, dict) or not all(
        type(event.get(name)) is int for name in ("serial", "inputs", "unit")
    ):
        raise ValueError(REFUSED)
    if (event["inputs"], event["unit"]) != (inputs, unit):
        return None
    changes = event.get("changes")
    if not isinstance(changes, list) or len(changes) > inputs + 1:
        raise ValueError(REFUSED)
    cells = {}
    for pair in changes:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ValueError(REFUSED)
        index, value = pair[0], weight(pair[1], digits)
        if type(index) is not int or not 0 <= index <= inputs or value is None:
            raise ValueError(REFUSED)
        cells[index, unit] = value
    return cells


def edit_callbacks(
    key: str, session: Session, place: LayerKey, unit: int, inputs: int, digits: int
) -> dict[str, Callable[[], None]]:
    """What happens when the widget reports an edit, or the wish to take one back."""

    def edit() -> None:
        event = widget_event(key, "edit")
        if event is None:  # the widget has nothing to say of edits
            return
        fresh = _is_new(event, session)
        try:
            cells = changes_from(event, inputs, unit, digits)
        except ValueError as problem:
            session.errors[TROUBLE] = str(problem)
            return
        session.errors.pop(TROUBLE, None)
        if cells and fresh:
            random = place[0] == "hand" and st.session_state.get("dense_weights") != "hand"
            change(session, place, cells, afresh=random)
            session.weights.table_version += (
                1  # the table forgets what was typed into it and shows this
            )
            _turn_to_hand(place)

    def back() -> None:
        event = widget_event(key, "back")
        session.errors.pop(TROUBLE, None)
        how = event.get("how") if _is_new(event, session) else None
        if how == "undo":
            undo(session, place)
            _turn_to_hand(place)
        elif how == "all":
            forget(session, place)

    return {"on_edit_change": edit, "on_back_change": back}


def _is_new(event: object, session: Session) -> bool:
    """Whether an event was not taken in before; pages turned fast make a browser say it again."""
    serial = event.get("serial") if isinstance(event, dict) else None
    if type(serial) is not int or not session.weights.last_event < serial < 2**53:
        return False
    session.weights.last_event = serial
    return True


def _turn_to_hand(place: LayerKey) -> None:
    if place[0] == "hand":  # a trained layer stays the trained one, with its changes counted
        st.session_state["dense_weights"] = "hand"
