"""One neuron on screen: its products one by one, the running sum, the bias, the activation."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from components.dense.layer_context import LayerContext
from components.dense.neuron_view.edits import EDIT_ERROR, edit_callbacks
from components.dense.neuron_view.neuron_numbers import neuron_numbers
from components.dense.neuron_view.practice import MODES, exercises, practice_callbacks
from components.state.session import LayerKey, current_session
from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget, widget_event
from models.explain.written_sum import FixedPointSum, to_fixed_point_sum
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseTrace, NeuronTrace

if TYPE_CHECKING:
    from models.nn.arrays import Array

CURVE_POINTS = 161
LAST_STEPS = 3  # after all terms: the bias, perhaps a rounding, the activation


def neuron_stage(
    trace: DenseTrace,
    unit: int,
    context: LayerContext,
    words: dict[str, str],
    mode: str = "watch",
    key: str = "neuron_stage",
) -> None:
    """Show one neuron in the box there is, to watch or to compute.

    Args:
        trace: the layer's whole computation.
        unit: the neuron's index.
        context: how its numbers are shown.
        words: of the view.
        mode: one of ``MODES``.
        key: one a place.
    """
    session, neuron = current_session(), trace.neuron(unit)
    written = to_fixed_point_sum(neuron, context.digits)
    made = exercises(session, trace, unit, written)
    widget("neuron_view")(
        key=key,
        data={
            **_neuron_payload(trace, unit, neuron, written),
            **context.payload(),
            **_identity(trace, unit, context),
            "startsAtEnd": False,
            "step": 0,
            "undo": 0,
            "changes": 0,
            "mode": mode,
            "exercises": {each: exercise.payload() for each, exercise in made.items()},
            "fills": True,
            "words": COMMON.words("player") | words,
        },
        on_step_change=lambda: None,  # the step passes with the scene
        **practice_callbacks(key, session, made, neuron.inputs.size),
    )


def neuron_view(
    trace: DenseTrace,
    unit: int,
    context: LayerContext,
    words: dict[str, str],
    *,
    starts_at_end: bool = False,
    key: str = "neuron_view",
) -> None:
    """Show one neuron of a Dense layer term by term, and let the learner change and compute it.

    Args:
        trace: the layer's whole computation.
        unit: the neuron's index.
        context: how its numbers are shown, and where changes are stored.
        words: of the view.
        starts_at_end: begin with the last step, which follows the pen.
        key: the widget's, one per page.
    """
    session, layer_key = current_session(), context.layer_key
    neuron = trace.neuron(unit)
    written = to_fixed_point_sum(neuron, context.digits)
    made = exercises(session, trace, unit, written)

    def on_step() -> None:
        step = widget_event(key, "step")
        if type(step) is int:  # True would be 1
            session.neuron.step = min(max(step, 0), neuron.inputs.size + LAST_STEPS)

    widget("neuron_view")(
        key=key,
        data={
            **_neuron_payload(trace, unit, neuron, written),
            **context.payload(),
            **_identity(trace, unit, context),
            "startsAtEnd": starts_at_end,
            "step": session.neuron.step,
            "undo": len(session.weights.undo_stacks.get(layer_key, [])),
            "changes": _count_changes(layer_key),
            "mode": session.neuron.mode if session.neuron.mode in MODES else "watch",
            "exercises": {mode: exercise.payload() for mode, exercise in made.items()},
            "fills": False,
            "words": COMMON.words("player") | words,
        },
        on_step_change=on_step,
        **edit_callbacks(key, session, layer_key, unit, neuron.inputs.size, context.digits),
        **practice_callbacks(key, session, made, neuron.inputs.size),
    )
    if error := session.errors.get(EDIT_ERROR):
        st.error(error)


def _identity(trace: DenseTrace, unit: int, context: LayerContext) -> dict:
    """Return which neuron it is, for the widget."""
    return {
        "neuron": f"{context.layer_key} {unit}",
        # Another neuron or size starts again; an edited weight goes on at its step.
        "source": f"{unit} {context.shape} {trace.layer.activation}",
    }


def _neuron_payload(
    trace: DenseTrace, unit: int, neuron: NeuronTrace, written: FixedPointSum
) -> dict:
    """Return everything that the widget shows of the neuron's computation."""
    name = trace.layer.activation
    return {
        "unit": unit,
        "inputs": neuron.inputs.tolist(),
        "order": written.order.tolist(),
        "lossless": written.is_exact,
        "activation": name,
        "elementwise": ACTIVATIONS[name].elementwise,
        "sums": trace.sums.tolist(),
        "curve": activation_curve(name, neuron),
        "numbers": neuron_numbers(neuron, written),
    }


def activation_curve(name: str, neuron: NeuronTrace) -> dict | None:
    """Return the activation over every sum on the way; None where it has no curve."""
    if not ACTIVATIONS[name].elementwise:
        return None
    sizes = np.abs([*neuron.running_sums, neuron.sum])
    reach = max(4.0, 1.2 * float(sizes.max()))
    sums: Array = np.linspace(-reach, reach, CURVE_POINTS)
    return {"reach": reach, "values": ACTIVATIONS[name].apply(sums).tolist()}


def _count_changes(layer_key: LayerKey) -> int:
    """Return how many changes the shown layer has; random weights are shown without any."""
    is_shown = layer_key[0] == "trained" or st.session_state.get("dense_weights") == "hand"
    return len(current_session().weights.changes.get(layer_key, {})) if is_shown else 0
