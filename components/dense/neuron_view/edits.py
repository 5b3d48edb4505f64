"""What the learner changes in a neuron, read from the browser, which may send anything."""

from collections.abc import Callable

import streamlit as st

from components.dense.manual_weights import (
    add_changes,
    invalid_weight,
    read_weight,
    reset_changes,
    undo_change,
)
from components.state.session import LayerKey, Session, WeightChanges
from components.ui.widget_bridge import widget_event

EDIT_ERROR = "neuron"  # the key of its sentence in the session


def read_changes(event: object, inputs: int, unit: int, digits: int) -> WeightChanges | None:
    """Read the weights the learner set; input number ``inputs`` is the bias.

    Returns:
        The new values; None where the event belongs to a neuron no longer shown.

    Raises:
        ValueError: any of it is nothing a neuron could use.
    """
    if not isinstance(event, dict) or not all(
        type(event.get(name)) is int for name in ("serial", "inputs", "unit")
    ):
        raise invalid_weight()
    if (event["inputs"], event["unit"]) != (inputs, unit):
        return None
    pairs = event.get("changes")
    if not isinstance(pairs, list) or len(pairs) > inputs + 1:
        raise invalid_weight()
    changes = {}
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2:
            raise invalid_weight()
        index, value = pair[0], read_weight(pair[1], digits)
        if type(index) is not int or not 0 <= index <= inputs or value is None:
            raise invalid_weight()
        changes[index, unit] = value
    return changes


def edit_callbacks(
    key: str, session: Session, layer_key: LayerKey, unit: int, inputs: int, digits: int
) -> dict[str, Callable[[], None]]:
    """Return the callbacks for an edit and for taking edits back.

    Args:
        key: the widget's.
        session: stores the changes.
        layer_key: the layer's.
        unit: the neuron's index.
        inputs: how many it has.
        digits: decimals a weight has.
    """

    def on_edit() -> None:
        event = widget_event(key, "edit")
        if event is None:  # the widget sent another event
            return
        is_new = _acknowledge(event, session)
        try:
            changes = read_changes(event, inputs, unit, digits)
        except ValueError as problem:
            session.errors[EDIT_ERROR] = str(problem)
            return
        session.errors.pop(EDIT_ERROR, None)
        if changes and is_new:
            was_random = layer_key[0] == "hand" and st.session_state.get("dense_weights") != "hand"
            add_changes(session, layer_key, changes, start_over=was_random)
            session.weights.table_version += 1  # the table drops what was typed and shows this
            _turn_to_hand(layer_key)

    def on_back() -> None:
        event = widget_event(key, "back")
        session.errors.pop(EDIT_ERROR, None)
        how = event.get("how") if _acknowledge(event, session) else None
        if how == "undo":
            undo_change(session, layer_key)
            _turn_to_hand(layer_key)
        elif how == "all":
            reset_changes(session, layer_key)

    return {"on_edit_change": on_edit, "on_back_change": on_back}


def _acknowledge(event: object, session: Session) -> bool:
    """Store an event's number, and return whether it is a new one.

    When pages are turned fast, a browser sends an event again.
    """
    serial = event.get("serial") if isinstance(event, dict) else None
    if type(serial) is not int or not session.weights.last_event < serial < 2**53:
        return False
    session.weights.last_event = serial
    return True


def _turn_to_hand(layer_key: LayerKey) -> None:
    """Choose *by hand*; a trained layer stays the trained one, with its changes counted."""
    if layer_key[0] == "hand":
        st.session_state["dense_weights"] = "hand"
