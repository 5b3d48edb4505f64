"""By hand: weights the learner sets, kept as changes to the layer they began with."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from components.state.session import LayerKey, Session
from models.nn.dense import DenseLayer

MAX_TABLE_INPUTS = 27  # inputs: a table a hand can fill
LARGEST = 1000.0  # the largest weight a hand may set
MAX_UNDO = 100
REFUSED = f"A weight is a number from {-LARGEST:g} to {LARGEST:g}; that one keeps its old value."

Cell = tuple[int, int]  # (input, unit); the row after the last input is the bias


def digits_of(inputs: int) -> int:
    """How many decimals a weight is drawn and shown with: two where one adds up by hand."""
    return 2 if inputs <= MAX_TABLE_INPUTS else 4


def weight(value: object, digits: int) -> float | None:
    """Read a weight a browser sent; None where it is no number a neuron can use."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return round(float(value), digits) if abs(value) <= LARGEST else None


def with_changes(start: DenseLayer, changes: dict[Cell, float]) -> DenseLayer:
    """Put the learner's own numbers into a layer."""
    if not changes:
        return start
    numbers = np.vstack([start.kernel, start.bias]).astype(float)
    for cell, value in changes.items():
        numbers[cell] = value
    return DenseLayer(numbers[:-1], numbers[-1], start.activation)


def change(
    session: Session, place: LayerKey, cells: dict[Cell, float], *, afresh: bool = False
) -> None:
    """Keep what the learner set.

    Args:
        session: whose it is.
        place: of which layer.
        cells: their new values.
        afresh: whether the learner saw the layer without earlier changes, which then are left out.
    """
    before = session.weights.changes.get(place, {})
    past = session.weights.undo_stacks.setdefault(place, [])
    past.append(before)
    if afresh and before:
        past.append({})
        before = {}
    del past[:-MAX_UNDO]
    session.weights.changes[place] = before | cells


def undo(session: Session, place: LayerKey) -> None:
    """Take back the last change, if there is one."""
    if past := session.weights.undo_stacks.get(place):
        session.weights.changes[place] = past.pop()
        session.weights.table_version += 1


def forget(session: Session, place: LayerKey) -> None:
    """Go back to the layer without any change; this too can be taken back."""
    if before := session.weights.changes.get(place):
        session.weights.undo_stacks.setdefault(place, []).append(before)
        session.weights.changes[place] = {}
    session.errors.pop("by_hand", None)
    session.weights.table_version += 1


def by_hand_table(session: Session, place: LayerKey, layer: DenseLayer) -> None:
    """Let the learner write weights and biases of a small layer into a table.

    Args:
        session: keeps what is written.
        place: of which layer.
        layer: with the changes so far.
    """
    inputs, units = layer.kernel.shape
    names = [f"w for x[{index}]" for index in range(inputs)] + ["bias"]
    columns = [f"unit {unit}" for unit in range(units)]
    table = pd.DataFrame(np.vstack([layer.kernel, layer.bias]), index=names, columns=columns)
    # The table keeps what was typed for as long as its key; a new key makes it forget.
    key = f"by_hand_{inputs}_{units}_{session.weights.table_version}"

    def keep() -> None:
        cells, good = _written(st.session_state[key].get("edited_rows", {}), table)
        session.errors.pop("by_hand", None)
        if cells:
            change(session, place, cells)
        if not good:
            session.weights.table_version += 1
            session.errors["by_hand"] = REFUSED

    st.data_editor(
        table,
        key=key,
        on_change=keep,
        disabled=["_index"],
        width="content",
        height="content",
        column_config={
            name: st.column_config.NumberColumn(format="%.2f", step=0.01) for name in columns
        },
    )
    if trouble := session.errors.get("by_hand"):
        st.error(trouble)
    st.button("Back to the random weights", on_click=forget, args=(session, place))


def _written(edits: dict, table: pd.DataFrame) -> tuple[dict[Cell, float], bool]:
    """Read what was typed: the cells that can be kept, and whether those are all."""
    if not all(isinstance(cells, dict) for cells in edits.values()):
        return {}, False
    columns, kept, good = list(table.columns), {}, True
    for row, cells in edits.items():
        for column, value in cells.items():
            number = weight(value, digits_of(len(table) - 1))
            if number is None or column not in columns or row not in range(len(table)):
                good = False
            else:
                kept[row, columns.index(column)] = number
    return kept, good
