"""What the network's picture gets from Python, and what it may say back."""

import json
import math
from itertools import pairwise

import numpy as np
import pytest

from components.drawing.network_input import read_picture
from components.network.network_view.place import fitting_pair, fitting_zoom, place_from
from components.state.drawing import Drawing
from components.state.session import Session
from components.ui.wire_format import unpack_numbers
from models.nn.dense import random_layer
from models.nn.network import trace_network
from tests.pages.visit import (
    draw,
    errors,
    event,
    pictures,
    scribble,
    send,
    session,
    turned,
    unchanged,
    visit,
    with_picture,
)

KEY = "network_view"
FORGED = {
    "nothing": None,
    "a number": 5,
    "a text": "unit",
    "a list": [0, 1],
    "no keys": {},
    "no zoom": {"evidence": None},
    "a zoom of one": {"zoom": [0], "evidence": None},
    "a zoom of four": {"zoom": [0, 1, 2, 3], "evidence": None},
    "a zoom in letters": {"zoom": "01", "evidence": None},
    "a zoom of letters": {"zoom": ["0", "1"], "evidence": None},
    "a unit that is true": {"zoom": [0, True], "evidence": None},
    "half a unit": {"zoom": [0, 1.5], "evidence": None},
    "a unit below 0": {"zoom": [0, -1], "evidence": None},
    "no unit at all": {"zoom": [0, None], "evidence": None},
    "a unit that is no number": {"zoom": [0, math.nan], "evidence": None},
    "an endless unit": {"zoom": [0, math.inf], "evidence": None},
    "a unit beyond counting": {"zoom": [0, 10**40], "evidence": None},
    "a list in the zoom": {"zoom": [[0], [1]], "evidence": None},
    "evidence for one class": {"zoom": [], "evidence": [1]},
    "evidence in letters": {"zoom": [], "evidence": "12"},
    "evidence of what is no class": {"zoom": [], "evidence": [-2, 1]},
    "evidence of half a class": {"zoom": [], "evidence": [0.5, 1]},
}


def place(*zoom, evidence=None):
    return {"zoom": list(zoom), "evidence": evidence}


def sent(at):
    return json.loads(at.get_by_key(KEY).proto.json)


def shown(values, digits):
    return np.round(values, digits)


@pytest.mark.parametrize("zoom", [(), (0, 17), (0, 17, 266), (1, 7), (1, 7, 127)], ids=str)
def test_each_place_gets_its_numbers_and_they_are_the_traces(zoom):
    at = with_picture("network")
    event(at, KEY, place=place(*zoom))
    assert errors(at) == []
    trace, data = read_picture(session(at)), sent(at)
    np.testing.assert_array_equal(unpack_numbers(data["vector"]), shown(trace.flatten.vector, 4))
    np.testing.assert_array_equal(
        unpack_numbers(data["hidden"][0]["outputs"]), shown(trace.dense[0].outputs, 4)
    )
    assert data["softmax"]["shares"] == shown(trace.outputs, 4).tolist()
    assert ("unit" in data) == bool(zoom)
    assert "evidence" not in data
    if not zoom:
        return
    neuron, unit = trace.dense[zoom[0]].neuron(zoom[1]), data["unit"]
    np.testing.assert_array_equal(
        unpack_numbers(unit["weights"]), shown(neuron.weights.astype(float), 4)
    )
    np.testing.assert_array_equal(unpack_numbers(unit["products"]), shown(neuron.products, 4))
    assert (unit["sum"], unit["bias"]) == (
        round(neuron.sum, unit.get("sum_digits", 4)),
        round(neuron.bias, 6),
    )
    assert ("sent" in unit) == (zoom[0] == 0)
    assert ("term" in unit) == (len(zoom) == 3)
    if len(zoom) == 3:
        term = unit["term"]
        assert term["product"] == round(neuron.products[zoom[2]], 6)
        assert term["after"] == round(neuron.running_sums[zoom[2]], 4)
        assert term["before"] + term["product"] == pytest.approx(term["after"], abs=6e-5)


def test_weights_are_sent_once_and_again_only_to_a_browser_that_lost_them():
    at = with_picture("network")
    event(at, KEY, place=place(0, 17))
    mark = sent(at)["unit"]["mark"]
    event(at, KEY, place=place(0, 17), held=mark)
    assert "weights" not in sent(at)["unit"]
    draw(at, scribble(session(at).drawing.levels, 4), pad="network_pad")
    event(at, KEY, place=place(0, 18), held=mark)
    assert "weights" in sent(at)["unit"]
    event(at, KEY, place=place(0, 17), held="")
    assert "weights" in sent(at)["unit"]


@pytest.mark.parametrize("held", [None, 5, True, [1], {"mark": 1}, "x" * 100_000], ids=str)
def test_whatever_a_browser_says_it_holds_it_gets_its_weights(held):
    at = with_picture("network")
    event(at, KEY, place=place(0, 17), held=held)
    assert errors(at) == []
    assert "weights" in sent(at)["unit"]


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_place_leaves_the_learner_where_they_were(name):
    assert place_from(FORGED[name]) is None
    at = with_picture("network")
    event(at, KEY, place=place(0, 17, 266))
    before = pictures(at)
    event(at, KEY, place=FORGED[name])
    assert errors(at) == []
    assert session(at).network.zoom == (0, 17, 266)
    assert unchanged(at, before)


@pytest.mark.parametrize("zoom", [(2, 0), (9, 9), (0, 128), (1, 10), (0, 4096, 5)])
def test_a_unit_the_network_has_not_shows_the_whole(zoom):
    at = with_picture("network")
    event(at, KEY, place=place(*zoom))
    assert errors(at) == []
    assert "unit" not in sent(at)


def test_an_input_the_unit_has_not_shows_the_unit():
    at = with_picture("network")
    event(at, KEY, place=place(1, 3, 128))
    assert sent(at)["unit"]["layer"] == 1
    assert "term" not in sent(at)["unit"]


@pytest.mark.parametrize("message", ["5", "null", "true", '"a"', "[]", "{}"])
def test_a_message_that_is_no_event_is_left_alone(message):
    at = with_picture("network")
    send(at, KEY, json_value=message)
    assert errors(at) == []


def test_the_place_survives_turning_the_page():
    at = with_picture("network")
    event(at, KEY, place=place(0, 17, 266))
    turned(turned(at, "home"), "network")
    assert sent(at)["place"] == place(0, 17, 266)
    assert "weights" in sent(at)["unit"]


def test_evidence_is_only_worked_out_when_it_is_shown_and_adds_up():
    at = with_picture("network")
    assert "evidence" not in sent(at)
    event(at, KEY, place=place(evidence=[-1, -1]))
    told, trace = sent(at)["evidence"], read_picture(session(at))
    ranking = np.argsort(-trace.dense[-1].sums)
    assert [told["one"], told["other"]] == ranking[:2].tolist()
    assert told["for"] + told["against"] + told["biases"] == pytest.approx(
        told["difference"], abs=6e-5
    )
    assert unpack_numbers(told["pixels"]).sum() + told["biases"] == pytest.approx(
        told["difference"], abs=784 * 5e-5
    )
    event(at, KEY, place=place(evidence=[3, 8]))
    assert [sent(at)["evidence"][key] for key in ("one", "other")] == [3, 8]


@pytest.mark.parametrize("pair", [(3, 3), (99, 98), (-1, 5), (5, -1), (10**8, -1)])
def test_any_pair_of_classes_ends_in_two_the_network_has(pair):
    trace = read_picture(Session(drawing=Drawing(pad="28×28")))
    one, other = fitting_pair(pair, trace)
    assert {one, other} <= set(range(10))
    assert one != other or pair == (3, 3)


NETWORKS = {"0 hidden": (784, 10), "1": (784, 5, 10), "2": (784, 6, 5, 10), "3": (784, 4, 3, 2, 10)}


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_of_ones_own_are_shown_whole_and_closely(name):
    sizes = NETWORKS[name]
    layers = tuple(
        random_layer(a, b, "tanh" if at < len(sizes) - 2 else "softmax", at, 4)
        for at, (a, b) in enumerate(pairwise(sizes))
    )
    at = with_picture("network")
    session(at).network.adopt("a run", layers)
    for layer, units in enumerate(sizes[1:]):
        event(at, KEY, place=place(layer, units - 1, sizes[layer] - 1))
        assert errors(at) == []
        assert sent(at)["unit"]["term"]["input"] == sizes[layer] - 1
    event(at, KEY, place=place(evidence=[-1, -1]))
    assert "problem" not in sent(at)["evidence"]
    assert [each["units"] for each in sent(at)["hidden"]] == list(sizes[1:-1])


def test_a_hidden_softmax_has_its_reason_instead_of_evidence():
    at = with_picture("network")
    first = random_layer(784, 5, "softmax", 0, 4)
    session(at).network.adopt("a run", (first, random_layer(5, 10, "softmax", 1, 4)))
    event(at, KEY, place=place(evidence=[-1, -1]))
    assert errors(at) == []
    assert "mixes its units" in sent(at)["evidence"]["problem"]


def test_an_empty_picture_and_one_that_cannot_be_read_are_no_trouble():
    at = visit("network")
    event(at, KEY, place=place(0, 17, 266))
    assert errors(at) == []
    session(at).network.prepare = False
    session(at).drawing.choose("3×3", "grey")
    at.run()
    assert len(errors(at)) == 1
    session(at).network.prepare = True
    at.run()
    assert errors(at) == []
    assert sent(at)["unit"]["term"]["input"] == 266


def test_a_zoom_is_cut_to_what_there_is():
    trace = trace_network(np.ones((2, 2)), (random_layer(4, 3, "softmax", 0, 2),))
    assert fitting_zoom((0, 2, 3), trace) == (0, 2, 3)
    assert fitting_zoom((0, 2, 4), trace) == (0, 2)
    assert fitting_zoom((0, 3, 1), trace) == ()
    assert fitting_zoom((1, 0), trace) == ()


def test_a_stroke_costs_the_browser_little():
    whole = with_picture("network")
    assert len(whole.get_by_key(KEY).proto.json) < 5_000
    event(whole, KEY, place=place(0, 17, 266))
    mark = sent(whole)["unit"]["mark"]
    event(whole, KEY, place=place(0, 17, 266), held=mark)
    assert len(whole.get_by_key(KEY).proto.json) < 9_000
