"""The way back on screen: the loss's gradient reaches the vector and is folded onto the image."""

import math

import numpy as np
import streamlit as st

from components.ui.widget_bridge import widget
from components.ui.wire_format import MANY, fingerprint, pack_numbers
from models.nn.activations import ACTIVATIONS
from models.nn.backprop import BackpropTrace
from models.nn.dense import dense_names

MAX_DIGITS = 12


def digits_for(values: np.ndarray, fewest: int = 4) -> int:
    """Say how many decimals show at least three digits of the largest value.

    >>> digits_for(np.array([0.5, -0.00012])), digits_for(np.array([0.00012]))
    (4, 6)
    """
    largest = float(np.abs(values).max(initial=0))
    if largest == 0:
        return fewest
    return max(fewest, min(MAX_DIGITS, 2 - math.floor(math.log10(largest))))


def index_from(event: object, count: int) -> int | None:
    """Read which place in the vector a browser says was chosen; None where there is no such."""
    return event if type(event) is int and 0 <= event < count else None  # True would be 1


def strongest(back: BackpropTrace) -> int:
    """The place in the vector whose gradient is the largest, up or down."""
    return int(np.abs(back.d_vector).argmax())


def gradient_view(
    back: BackpropTrace, classes: str, brightest: float, key: str = "gradient_view"
) -> int:
    """Show every gradient from the logits to the image, and how each of the vector's adds up.

    Many weights go to the browser once: it says which it holds.

    Args:
        back: of a grey image.
        classes: a letter each.
        brightest: the ink that is shown white.
        key: one a place.

    Returns:
        The index the learner chose, or else that of the largest gradient.
    """
    first = back.layers[0]
    rows, columns = back.d_image.shape
    name = fingerprint(first.layer)
    large = first.layer.kernel.size > MANY
    held = large and (st.session_state.get(key) or {}).get("holds") == name
    shown = widget("gradient_view")(
        key=key,
        data={
            "rows": rows,
            "columns": columns,
            "ink": pack_numbers(np.asarray(back.forward.flatten.vector, float)),
            "brightest": brightest,
            "inkDigits": 0 if brightest > 1 else 4,
            "vector": pack_numbers(back.d_vector),
            "digits": digits_for(back.d_vector),
            "first": strongest(back),
            "blocks": _blocks(back),
            "classes": list(classes),
            "label": back.label,
            "layer": name,
            "weightDigits": 2 if first.layer.kernel.size < 100 else 4,
            "large": large,
            "kernel": None if held else pack_numbers(first.layer.kernel),
        },
        on_chosen_change=lambda: None,  # a passing look
        on_holds_change=lambda: None,
    )
    chosen = index_from(shown.get("chosen"), back.d_vector.size)
    return strongest(back) if chosen is None else chosen


def _blocks(back: BackpropTrace) -> list[dict]:
    """The gradients of every layer's sums, the network's last layer first."""
    named = zip(dense_names(len(back.layers)), back.layers, strict=True)
    return [
        {
            "name": name,
            "values": pack_numbers(layer.d_sums),
            "logits": layer is back.layers[-1],
            "digits": digits_for(layer.d_sums),
            "gated": ACTIVATIONS[layer.layer.activation].elementwise,
        }
        for name, layer in reversed(list(named))
    ]
