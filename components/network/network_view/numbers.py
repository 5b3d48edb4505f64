"""The numbers that are shown of a network, rounded as shown.

The browser rounds nothing a second time; computed.js computes the same in the browser.
"""

import hashlib

import numpy as np

from components.network.network_view.payload import (
    Evidence,
    HiddenLayer,
    Softmax,
    Term,
    Unit,
)
from components.network.network_view.selection import ClassPair, Zoom, fitting_pair
from components.ui.numbers import sufficient_digits
from components.ui.wire_format import pack_rounded
from models.explain.attribution import trace_attribution
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import NeuronTrace
from models.nn.network import NetworkTrace
from models.nn.softmax import trace_softmax

# Of what is read at a glance, of what is added up, of what is multiplied; so that each result can
# be worked out by hand. digits.js has the same.
GLANCE_DIGITS, SUM_DIGITS, FACTOR_DIGITS = 4, 6, 8


def _rounded(value: float, digits: int) -> float:
    return float(np.round(value, digits))


def hidden_layers(trace: NetworkTrace) -> list[HiddenLayer]:
    """Return each hidden layer's outputs."""
    return [
        {
            "outputs": pack_rounded(dense.outputs, GLANCE_DIGITS),
            "units": dense.layer.units,
            "activation": dense.layer.activation,
        }
        for dense in trace.dense[:-1]
    ]


def softmax_steps(trace: NetworkTrace) -> Softmax:
    """Return the way from the logits to the shares."""
    last = trace.dense[-1]
    softmax = trace_softmax(last.sums)
    return {
        "logits": softmax.logits.round(GLANCE_DIGITS).tolist(),
        "largest": _rounded(softmax.largest, GLANCE_DIGITS),
        "shifted": softmax.shifted.round(GLANCE_DIGITS).tolist(),
        "powers": softmax.powers.round(SUM_DIGITS).tolist(),
        "total": _rounded(softmax.total, SUM_DIGITS),
        "shares": last.outputs.round(GLANCE_DIGITS).tolist(),
    }


def unit_numbers(trace: NetworkTrace, zoom: Zoom, stored: object) -> Unit:
    """Return one unit's whole sum.

    Args:
        trace: of the network.
        zoom: a layer and unit that it has, and perhaps an input.
        stored: the id of the weights that the browser has; any other value where it has none.
    """
    layer, unit, *_ = zoom
    dense = trace.dense[layer]
    neuron = dense.neuron(unit)
    outgoing = trace.dense[layer + 1].layer.kernel[unit] if layer + 1 < len(trace.dense) else None
    numbers: Unit = {
        "layer": layer,
        "unit": unit,
        "weights_id": _weights_id(layer, unit, neuron.weights, outgoing),
        "products": pack_rounded(neuron.products, GLANCE_DIGITS),
        "products_sum": _rounded(neuron.products.sum(), SUM_DIGITS),
        "bias": _rounded(neuron.bias, SUM_DIGITS),
        "sum": _rounded(neuron.sum, GLANCE_DIGITS),
        "output": _rounded(neuron.output, GLANCE_DIGITS),
    }
    if outgoing is not None:  # the last layer's has softmax, whose steps are written out
        numbers["sum_digits"] = _sum_digits(neuron, dense.layer.activation)
        numbers["sum"] = _rounded(neuron.sum, numbers["sum_digits"])
        numbers["sent"] = pack_rounded(trace.dense[layer + 1].products[unit], GLANCE_DIGITS)
    if stored != numbers["weights_id"]:
        numbers["weights"] = pack_rounded(neuron.weights, GLANCE_DIGITS)
        numbers["outgoing"] = None if outgoing is None else pack_rounded(outgoing, GLANCE_DIGITS)
    if zoom[2:]:
        numbers["term"] = _term(neuron, zoom[2])
    return numbers


def _weights_id(layer: int, unit: int, weights: Array, outgoing: Array | None) -> str:
    """Return a name for a unit's weights; other weights have another."""
    parts = [each.tobytes() for each in (weights, outgoing) if each is not None]
    return f"{layer} {unit} {hashlib.blake2b(b''.join(parts), digest_size=6).hexdigest()}"


def _sum_digits(neuron: NeuronTrace, activation: str) -> int:
    def activate(total: float) -> float:
        return float(ACTIVATIONS[activation].apply(np.array(total)))

    return sufficient_digits(neuron.sum, neuron.output, GLANCE_DIGITS, activate)


def _term(neuron: NeuronTrace, index: int) -> Term:
    """Return one multiplication, and where it enters the running sum."""
    before = neuron.running_sums[index - 1] if index else 0.0
    return {
        "input": index,
        "value": _rounded(neuron.inputs[index], FACTOR_DIGITS),
        "weight": _rounded(float(neuron.weights[index]), FACTOR_DIGITS),
        "product": _rounded(neuron.products[index], SUM_DIGITS),
        "before": _rounded(before, SUM_DIGITS),
        "after": _rounded(neuron.running_sums[index], GLANCE_DIGITS),
        "running": pack_rounded(neuron.running_sums, GLANCE_DIGITS),
    }


def _mixes(activation: str) -> bool:
    """Return whether each output of an activation depends on all sums of the layer."""
    return not ACTIVATIONS[activation].elementwise


def evidence_numbers(trace: NetworkTrace, requested: ClassPair) -> Evidence:
    """Return the evidence of each pixel for one class and against another."""
    one, other = fitting_pair(requested, trace)
    numbers: Evidence = {"one": one, "other": other, "requested": requested}
    mixing = [each.layer.activation for each in trace.dense[:-1] if _mixes(each.layer.activation)]
    if mixing:
        numbers["mixing"] = mixing[-1]
        return numbers
    evidence = trace_attribution(trace, one, other)
    favoring = evidence.pixels[evidence.pixels > 0]
    opposing = evidence.pixels[evidence.pixels < 0]
    logits = trace.dense[-1].sums
    numbers["pixels"] = pack_rounded(evidence.pixels, GLANCE_DIGITS)
    numbers["counts"] = (favoring.size, opposing.size)
    numbers["favoring"] = _rounded(favoring.sum(), SUM_DIGITS)
    numbers["opposing"] = _rounded(opposing.sum(), SUM_DIGITS)
    numbers["biases"] = _rounded(evidence.biases, SUM_DIGITS)
    numbers["logits"] = (_rounded(logits[one], SUM_DIGITS), _rounded(logits[other], SUM_DIGITS))
    numbers["difference"] = _rounded(evidence.difference, GLANCE_DIGITS)
    return numbers
