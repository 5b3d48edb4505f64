"""Weights that the learner sets, stored as changes to the layer they began with."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from components.state.session import LayerKey, Session, WeightChanges
from components.ui.lesson_text import Lesson
from models.nn.dense import DenseLayer
from models.texts import LearnerError

MAX_TABLE_INPUTS = 27  # a table of more would be too long to fill by hand
LARGEST = 1000.0  # the largest weight that may be set
MAX_UNDO = 100
TABLE_ERROR = "weight_table"  # the key of its sentence in the session


def decimals_for(inputs: int) -> int:
    """Return how many decimals a weight is drawn and shown with: two where they add up by hand."""
    return 2 if inputs <= MAX_TABLE_INPUTS else 4


def read_weight(value: object, digits: int) -> float | None:
    """Read a weight a browser sent; None where it is no number a neuron can use."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return round(float(value), digits) if abs(value) <= LARGEST else None


def invalid_weight() -> LearnerError:
    """Return what is wrong with a weight that `read_weight` does not take."""
    return LearnerError("no weight", least=f"{-LARGEST:g}", most=f"{LARGEST:g}")


def apply_changes(start: DenseLayer, changes: WeightChanges) -> DenseLayer:
    """Return a layer with the learner's own numbers in it."""
    if not changes:
        return start
    numbers = np.vstack([start.kernel, start.bias]).astype(float)
    for cell, value in changes.items():
        numbers[cell] = value
    return DenseLayer(numbers[:-1], numbers[-1], start.activation)


def add_changes(
    session: Session, key: LayerKey, changes: WeightChanges, *, start_over: bool = False
) -> None:
    """Store what the learner set, and what was there before for undoing.

    Args:
        session: the learner's.
        key: the layer's.
        changes: the new values.
        start_over: leave earlier changes out, as the learner saw the layer without them.
    """
    before = session.weights.changes.get(key, {})
    past = session.weights.undo_stacks.setdefault(key, [])
    past.append(before)
    if start_over and before:
        past.append({})
        before = {}
    del past[:-MAX_UNDO]
    session.weights.changes[key] = before | changes


def undo_change(session: Session, key: LayerKey) -> None:
    """Take back the last change, if there is one."""
    if past := session.weights.undo_stacks.get(key):
        session.weights.changes[key] = past.pop()
        session.weights.table_version += 1


def reset_changes(session: Session, key: LayerKey) -> None:
    """Go back to the layer without any change; this can be undone too."""
    if before := session.weights.changes.get(key):
        session.weights.undo_stacks.setdefault(key, []).append(before)
        session.weights.changes[key] = {}
    session.errors.pop(TABLE_ERROR, None)
    session.weights.table_version += 1


def weight_table(lesson: Lesson, session: Session, key: LayerKey, layer: DenseLayer) -> None:
    """Let the learner write weights and biases of a small layer into a table.

    Args:
        lesson: has the words.
        session: stores what is written.
        key: the layer's.
        layer: with the changes so far.
    """
    inputs, units = layer.kernel.shape
    names = [lesson.label("weight of input", index=index) for index in range(inputs)]
    columns = [f"unit {unit}" for unit in range(units)]
    rows = [*names, lesson.label("bias row")]
    table = pd.DataFrame(np.vstack([layer.kernel, layer.bias]), index=rows, columns=columns)
    # Streamlit's table stores what was typed under its key; under a new key it is as computed.
    widget_key = f"by_hand_{inputs}_{units}_{session.weights.table_version}"

    def on_change() -> None:
        edits = st.session_state[widget_key].get("edited_rows", {})
        changes, all_valid = _read_table_edits(edits, table)
        session.errors.pop(TABLE_ERROR, None)
        if changes:
            add_changes(session, key, changes)
        if not all_valid:
            session.weights.table_version += 1
            session.errors[TABLE_ERROR] = str(invalid_weight())

    st.data_editor(
        table,
        key=widget_key,
        on_change=on_change,
        disabled=["_index"],
        width="content",
        height="content",
        column_config={
            name: st.column_config.NumberColumn(
                lesson.label("neuron heading", neuron=unit), format="%.2f", step=0.01
            )
            for unit, name in enumerate(columns)
        },
    )
    if error := session.errors.get(TABLE_ERROR):
        st.error(error)
    st.button(lesson.label("reset weights"), on_click=reset_changes, args=(session, key))


def _read_table_edits(edits: dict, table: pd.DataFrame) -> tuple[WeightChanges, bool]:
    """Read what was typed into the table.

    Returns:
        The valid changes, and whether those are all.
    """
    if not all(isinstance(cells, dict) for cells in edits.values()):
        return {}, False
    columns, changes, all_valid = list(table.columns), {}, True
    for row, cells in edits.items():
        for column, value in cells.items():
            number = read_weight(value, decimals_for(len(table) - 1))
            if number is None or column not in columns or row not in range(len(table)):
                all_valid = False
            else:
                changes[row, columns.index(column)] = number
    return changes, all_valid
