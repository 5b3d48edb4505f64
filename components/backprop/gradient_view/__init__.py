"""The gradient view: the loss's gradient reaches the vector and is folded onto the image."""

import math

import numpy as np
import streamlit as st

from components.ui.widget_bridge import widget
from components.ui.wire_format import MANY, fingerprint, pack_numbers
from models.config.parsers import is_integer_in
from models.nn.backprop import BackpropTrace
from models.nn.dense import dense_names

MAX_DIGITS = 12


def digits_for(values: np.ndarray, minimum: int = 4) -> int:
    """Return how many decimals show at least three digits of the largest value.

    >>> digits_for(np.array([0.5, -0.00012])), digits_for(np.array([0.00012]))
    (4, 6)
    """
    largest = float(np.abs(values).max(initial=0))
    if largest == 0:
        return minimum
    return max(minimum, min(MAX_DIGITS, 2 - math.floor(math.log10(largest))))


def index_from(event: object, count: int) -> int | None:
    """Return the index that a browser sent, or None if it is not valid."""
    return event if is_integer_in(event, 0, count - 1) else None


def strongest_index(trace: BackpropTrace) -> int:
    """Return the index of the vector's largest gradient, of either sign."""
    return int(np.abs(trace.d_vector).argmax())


def gradient_view(
    trace: BackpropTrace,
    classes: str,
    brightest: float,
    words: dict[str, str],
    key: str = "gradient_view",
) -> int:
    """Show every gradient from the logits to the image, and each of the vector's as a sum.

    A large kernel is sent to the browser once; it reports which one it has.

    Args:
        trace: of a gray image.
        classes: one letter per class.
        brightest: the pixel value that is shown white.
        words: of the view.
        key: of the widget.

    Returns:
        The index the learner chose, else that of the largest gradient.
    """
    first = trace.layers[0]
    rows, columns = trace.d_image.shape
    layer_id = fingerprint(first.layer)
    is_large = first.layer.kernel.size > MANY
    is_cached = is_large and (st.session_state.get(key) or {}).get("cached") == layer_id
    events = widget("gradient_view")(
        key=key,
        data={
            "rows": rows,
            "columns": columns,
            "ink": pack_numbers(np.asarray(trace.forward.flatten.vector, float)),
            "brightest": brightest,
            "inkDigits": 0 if brightest > 1 else 4,
            "vector": pack_numbers(trace.d_vector),
            "digits": digits_for(trace.d_vector),
            "strongestIndex": strongest_index(trace),
            "blocks": _blocks(trace),
            "classes": list(classes),
            "label": trace.label,
            "layer": layer_id,
            "weightDigits": 2 if first.layer.kernel.size < 100 else 4,
            "cachesKernel": is_large,
            "kernel": None if is_cached else pack_numbers(first.layer.kernel),
            "words": words,
        },
        on_chosen_change=lambda: None,  # not stored in the session
        on_cached_change=lambda: None,
    )
    chosen = index_from(events.get("chosen"), trace.d_vector.size)
    return strongest_index(trace) if chosen is None else chosen


def _blocks(trace: BackpropTrace) -> list[dict]:
    """Return the gradients of every layer's sums, the network's last layer first."""
    named = zip(dense_names(len(trace.layers)), trace.layers, strict=True)
    return [
        {
            "name": name,
            "values": pack_numbers(layer.d_sums),
            "isLogits": layer is trace.layers[-1],
            "digits": digits_for(layer.d_sums),
        }
        for name, layer in reversed(list(named))
    ]
