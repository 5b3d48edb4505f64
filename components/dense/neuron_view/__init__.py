"""One neuron on screen: its products one by one, the running sum, the bias, the activation."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from components.dense.neuron_view.edits import TROUBLE, edit_callbacks
from components.dense.neuron_view.practice import MODES, exercises, practice_callbacks
from components.dense.neuron_view.told import told
from components.state.session import LayerKey, current_session
from components.ui.widget_bridge import widget, widget_event
from models.explain.written_sum import FixedPointSum, to_fixed_point_sum
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseTrace, NeuronTrace

if TYPE_CHECKING:
    from models.nn.arrays import Array

POINTS = 161  # of the activation's curve
LAST_STEPS = 3  # after all terms: the bias, perhaps a rounding, the activation


def neuron_view(
    trace: DenseTrace,
    unit: int,
    shape: tuple[int, ...],
    brightest: float,
    digits: int,
    place: LayerKey,
    *,
    at_its_end: bool = False,
    key: str = "neuron_view",
) -> None:
    """Tell one neuron of a Dense layer term by term, and let the learner change and compute it.

    Args:
        trace: the layer's whole computation.
        unit: which neuron.
        shape: of the image the inputs were flattened from.
        brightest: the input that is shown white.
        digits: decimals of weights, products and sums.
        place: where the session keeps what the learner changes in this layer.
        at_its_end: begin where all is told, to see it follow the pen.
        key: one a place.
    """
    session = current_session()
    neuron = trace.neuron(unit)
    ledger = to_fixed_point_sum(neuron, digits)
    practice = exercises(session, trace, unit, ledger)

    def keep_place() -> None:
        told = widget_event(key, "told")
        if type(told) is int:  # True would be 1
            session.neuron.step = min(max(told, 0), neuron.inputs.size + LAST_STEPS)

    widget("neuron_view")(
        key=key,
        data={
            **_story(trace, unit, neuron, ledger),
            **_picture(shape, brightest),
            "place": f"{place} {unit}",
            # A new neuron or picture starts its story again; an edited weight goes on where it was.
            "source": f"{unit} {shape} {trace.layer.activation}",
            "atItsEnd": at_its_end,
            "told": session.neuron.step,
            "undo": len(session.weights.undo_stacks.get(place, [])),
            "changes": len(session.weights.changes.get(place, {})) * _shows_changes(place),
            "seen": session.weights.last_event,
            "mode": session.neuron.mode if session.neuron.mode in MODES else "watch",
            "practice": {name: exercise.told() for name, exercise in practice.items()},
        },
        on_told_change=keep_place,
        **edit_callbacks(key, session, place, unit, neuron.inputs.size, digits),
        **practice_callbacks(key, session, practice, neuron.inputs.size),
    )
    if trouble := session.errors.get(TROUBLE):
        st.error(trouble)


def _story(trace: DenseTrace, unit: int, neuron: NeuronTrace, ledger: FixedPointSum) -> dict:
    """Everything the widget tells, as Python computed it."""
    name = trace.layer.activation
    return {
        "unit": unit,
        "inputs": neuron.inputs.tolist(),
        "order": ledger.order.tolist(),
        "digits": ledger.digits,
        "lossless": ledger.is_exact,
        "activation": name,
        "elementwise": ACTIVATIONS[name].elementwise,
        "sums": trace.sums.tolist(),
        "curve": _curve(name, neuron),
        "numbers": told(neuron, ledger),
    }


def _curve(name: str, neuron: NeuronTrace) -> dict | None:
    """The activation over every sum this story passes; None where it has no curve."""
    if not ACTIVATIONS[name].elementwise:
        return None
    met = np.abs([*neuron.running_sums, neuron.sum])
    reach = max(4.0, 1.2 * float(met.max()))
    sums: Array = np.linspace(-reach, reach, POINTS)
    return {"reach": reach, "values": ACTIVATIONS[name].apply(sums).tolist()}


def _picture(shape: tuple[int, ...], brightest: float) -> dict:
    rows, columns, *rest = shape
    return {
        "rows": rows,
        "columns": columns,
        "channels": rest[0] if rest else 1,
        "brightest": brightest,
        "inputDigits": 0 if brightest > 1 else 4,
    }


def _shows_changes(place: LayerKey) -> bool:
    return place[0] == "trained" or st.session_state.get("dense_weights") == "hand"
