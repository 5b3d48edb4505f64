"""The network on screen: the whole, one unit, one multiplication, all following the pen."""

import hashlib

import numpy as np
import streamlit as st

from components.network.network_view.place import Zoom, fitting_pair, fitting_zoom, place_from
from components.state.session import current_session
from components.ui.numbers import sufficient_digits
from components.ui.widget_bridge import widget, widget_event
from components.ui.wire_format import pack_rounded
from models.explain.attribution import trace_attribution
from models.nn.activations import ACTIVATIONS
from models.nn.dense import NeuronTrace
from models.nn.network import NetworkTrace
from models.nn.softmax import trace_softmax

# Digits as shown: the browser rounds nothing a second time. Of what is read at a glance, of
# what is added up, of what is multiplied; so that each result can be worked out by hand.
GLANCE_DIGITS, SUM_DIGITS, FACTOR_DIGITS = 4, 6, 8


def _whole(trace: NetworkTrace) -> dict[str, object]:
    """Every value of every column, in Keras order."""
    *hidden, last = trace.dense
    softmax = trace_softmax(last.sums)
    return {
        "vector": pack_rounded(trace.flatten.vector, GLANCE_DIGITS),
        "hidden": [
            {
                "outputs": pack_rounded(dense.outputs, GLANCE_DIGITS),
                "units": dense.layer.units,
                "activation": dense.layer.activation,
            }
            for dense in hidden
        ],
        "softmax": {
            "logits": softmax.logits.round(GLANCE_DIGITS).tolist(),
            "largest": round(softmax.largest, GLANCE_DIGITS),
            "shifted": softmax.shifted.round(GLANCE_DIGITS).tolist(),
            "powers": softmax.powers.round(SUM_DIGITS).tolist(),
            "total": round(softmax.total, SUM_DIGITS),
            "shares": last.outputs.round(GLANCE_DIGITS).tolist(),
        },
    }


def _unit(trace: NetworkTrace, zoom: Zoom, held: object) -> dict[str, object]:
    """One unit's whole sum; its weights only where the browser does not hold them already."""
    layer, unit, *_ = zoom
    dense = trace.dense[layer]
    neuron = dense.neuron(unit)
    outgoing = trace.dense[layer + 1].layer.kernel[unit] if layer + 1 < len(trace.dense) else None
    weights = [each for each in (neuron.weights, outgoing) if each is not None]
    mark = hashlib.blake2b(b"".join(each.tobytes() for each in weights), digest_size=6).hexdigest()
    told = {
        "layer": layer,
        "unit": unit,
        "mark": f"{layer} {unit} {mark}",
        "products": pack_rounded(neuron.products, GLANCE_DIGITS),
        "added": round(float(neuron.products.sum()), SUM_DIGITS),
        "bias": round(neuron.bias, SUM_DIGITS),
        "sum": round(neuron.sum, GLANCE_DIGITS),
        "output": round(neuron.output, GLANCE_DIGITS),
    }
    if outgoing is not None:  # the last layer's has softmax, whose steps are written out
        bend = ACTIVATIONS[dense.layer.activation]
        told["sum_digits"] = sufficient_digits(
            neuron.sum,
            neuron.output,
            GLANCE_DIGITS,
            lambda total: float(bend.apply(np.array(total))),
        )
        told["sum"] = round(neuron.sum, told["sum_digits"])
    if held != told["mark"]:
        told["weights"] = pack_rounded(neuron.weights, GLANCE_DIGITS)
        told["outgoing"] = None if outgoing is None else pack_rounded(outgoing, GLANCE_DIGITS)
    if outgoing is not None:
        told["sent"] = pack_rounded(trace.dense[layer + 1].products[unit], GLANCE_DIGITS)
    if zoom[2:]:
        told["term"] = _term(neuron, zoom[2])
    return told


def _term(neuron: NeuronTrace, at: int) -> dict[str, object]:
    """One multiplication, and where it enters the running sum."""
    return {
        "input": at,
        "value": round(float(neuron.inputs[at]), FACTOR_DIGITS),
        "weight": round(float(neuron.weights[at]), FACTOR_DIGITS),
        "product": round(float(neuron.products[at]), SUM_DIGITS),
        "before": round(float(neuron.running_sums[at - 1]) if at else 0.0, SUM_DIGITS),
        "after": round(float(neuron.running_sums[at]), GLANCE_DIGITS),
        "running": pack_rounded(neuron.running_sums, GLANCE_DIGITS),
    }


def _evidence(trace: NetworkTrace, asked: tuple[int, int]) -> dict[str, object]:
    """What each pixel said for one class and against another."""
    one, other = fitting_pair(asked, trace)
    logits = trace.dense[-1].sums
    told: dict[str, object] = {"one": one, "other": other, "asked": asked}
    try:
        evidence = trace_attribution(trace, one, other)
    except ValueError as problem:
        return told | {"problem": str(problem)}
    spoke_for = evidence.pixels[evidence.pixels > 0]
    against = evidence.pixels[evidence.pixels < 0]
    sums = {
        "for": spoke_for.sum(),
        "against": against.sum(),
        "biases": evidence.biases,
        "logits": [logits[one], logits[other]],  # whose difference it is
    }
    return told | {
        "pixels": pack_rounded(evidence.pixels, GLANCE_DIGITS),
        "counts": [spoke_for.size, against.size],
        **{name: np.round(value, SUM_DIGITS).tolist() for name, value in sums.items()},
        "difference": round(float(evidence.difference), GLANCE_DIGITS),
    }


def network_view(trace: NetworkTrace, classes: str, answer: str, key: str = "network_view") -> None:
    """Show an image's way through Flatten and Dense layers, and let the learner look closer.

    Args:
        trace: of a one-channel image, through layers that end in a softmax.
        classes: the last layer's units, by name.
        answer: the sentence that tells the outcome.
        key: one a place.
    """
    session = current_session()

    def keep() -> None:
        place = place_from(widget_event(key, "place"))
        if place is not None:
            session.network.zoom, session.network.evidence = place

    rows, columns = trace.flatten.image.shape
    data = {"rows": rows, "columns": columns, "classes": list(classes), "answer": answer}
    data |= _whole(trace)
    data["place"] = {"zoom": session.network.zoom, "evidence": session.network.evidence}
    if zoom := fitting_zoom(session.network.zoom, trace):
        said = st.session_state.get(key) or {}
        data["unit"] = _unit(trace, zoom, said.get("held"))
    elif session.network.evidence is not None:
        data["evidence"] = _evidence(trace, session.network.evidence)
    widget("network_view")(key=key, data=data, on_place_change=keep, on_held_change=lambda: None)
