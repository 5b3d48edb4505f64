"""The whole layer on screen: every edge, every weight, and what each unit adds up."""

import numpy as np
import streamlit as st

from components.dense.layer_context import LayerContext
from components.ui.widget_bridge import widget, widget_event
from components.ui.wire_format import MANY, fingerprint, pack_numbers
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer, DenseTrace


def unit_key(units: int) -> str:
    """Return the key of the control that chooses a unit of such a layer."""
    return f"unit_of_{units}"


def unit_from(event: object, layer: str, units: int) -> int | None:
    """Read which unit a browser chose; None where it is no unit of this layer."""
    if not isinstance(event, dict) or event.get("layer") != layer:
        return None
    unit = event.get("unit")
    return unit if type(unit) is int and 0 <= unit < units else None  # True would be 1


def layer_numbers(layer: DenseLayer) -> dict:
    """Return everything of a layer that stays as it is while the image changes."""
    size = np.abs(layer.kernel)
    return {
        "kernel": pack_numbers(layer.kernel),
        "bias": pack_numbers(np.asarray(layer.bias, layer.kernel.dtype)),
        "limit": float(np.quantile(size, 0.99) if size.size > MANY else size.max()) or 1.0,
        "largest": float(size.max()),
    }


def changed_cells(start: DenseLayer, layer: DenseLayer) -> list[tuple[int, float]]:
    """Return which numbers of a layer are others than at its start.

    Returns:
        The index of each edge, row by row, or after all edges of a bias; and its value.
    """
    if layer is start:
        return []
    before = np.append(start.kernel, start.bias)
    after = np.append(layer.kernel, layer.bias)
    return [(int(cell), float(after[cell])) for cell in np.flatnonzero(before != after)]


def layer_stage(
    trace: DenseTrace,
    context: LayerContext,
    words: dict[str, str],
    *,
    panel: str = "none",
    has_edges: bool = True,
    lit: int | None = None,
    note: str = "",
    key: str = "layer_stage",
) -> None:
    """Show all edges of a Dense layer in the box there is.

    Args:
        trace: the layer's whole computation.
        context: how its numbers are shown.
        words: of the view.
        panel: what stands beside them: the matrix, of it the parameters alone,
            the card of what is lit, or none.
        has_edges: whether they may be seen.
        lit: the unit that a scene tells of.
        note: a line below.
        key: one a place.
    """
    scene = {"fills": True, "panel": panel, "hasEdges": has_edges, "lit": lit, "note": note}
    widget("layer_view")(
        key=key,
        data=_payload(trace, 0, context, key) | scene | {"words": words},
        on_chosen_change=lambda: None,
        on_stored_change=lambda: None,
    )


def layer_view(
    trace: DenseTrace,
    unit: int,
    context: LayerContext,
    words: dict[str, str],
    key: str = "layer_view",
) -> None:
    """Show all edges of a Dense layer, and beside them the same weights as a matrix.

    A choice of a unit sets the page's own control. Many weights go to the browser once a
    layer: it reports which it has stored, and then only inputs, sums and the learner's changes
    are sent.

    Args:
        trace: the layer's whole computation.
        unit: the chosen one.
        context: how its numbers are shown.
        words: of the view.
        key: the widget's, one per page.
    """
    layer, name = trace.layer, fingerprint(context.start)

    def choose() -> None:
        chosen = unit_from(widget_event(key, "chosen"), name, layer.units)
        if chosen is not None:
            st.session_state[unit_key(layer.units)] = chosen

    page = {"fills": False, "panel": "matrix", "hasEdges": True, "lit": None, "note": ""}
    widget("layer_view")(
        key=key,
        data=_payload(trace, unit, context, key) | page | {"words": words},
        on_chosen_change=choose,
        on_stored_change=lambda: None,
    )


def _payload(trace: DenseTrace, unit: int, context: LayerContext, key: str) -> dict:
    """Return what the browser gets of a layer, without what it has stored already."""
    layer, start = trace.layer, context.start
    name, large = fingerprint(start), start.kernel.size > MANY
    stored = (st.session_state.get(key) or {}).get("stored")
    return {
        "layer": name,
        "large": large,
        "numbers": None if large and stored == name else layer_numbers(start),
        "changes": changed_cells(start, layer),
        "inputs": pack_numbers(trace.inputs),
        "weighted": pack_numbers(trace.products.sum(axis=0)),
        "sums": pack_numbers(trace.sums),
        "outputs": pack_numbers(trace.outputs),
        "activation": layer.activation,
        "elementwise": ACTIVATIONS[layer.activation].elementwise,
        "unit": unit,
        **context.payload(),
    }
