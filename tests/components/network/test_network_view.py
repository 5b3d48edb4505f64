"""What the network's view gets from Python, and what it may report."""

import json
import math
import zlib
from itertools import pairwise

import numpy as np
import pytest

from components.drawing.browser_network import ORDER_CONTROL, PREPARE_CONTROL
from components.drawing.network_input import read_picture
from components.network.network_view.selection import fitting_pair, fitting_zoom, selection_from
from components.state.drawing import Drawing
from components.state.network_files import own_network, shipped_address
from components.state.session import Session
from components.ui.lesson_text import COMMON
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


def selection(*zoom, evidence=None):
    return {"zoom": list(zoom), "evidence": evidence}


def payload(at):
    return json.loads(at.get_by_key(KEY).proto.json)


@pytest.mark.parametrize("zoom", [(), (0, 17), (0, 17, 266), (1, 7), (1, 7, 127)], ids=str)
def test_each_level_gets_its_numbers_and_they_are_the_traces(zoom):
    at = with_picture("network")
    event(at, KEY, selection=selection(*zoom))
    assert errors(at) == []
    trace, data = read_picture(session(at)), payload(at)
    np.testing.assert_array_equal(unpack_numbers(data["vector"]), np.round(trace.flatten.vector, 4))
    np.testing.assert_array_equal(
        unpack_numbers(data["hidden"][0]["outputs"]), np.round(trace.dense[0].outputs, 4)
    )
    assert data["softmax"]["shares"] == np.round(trace.outputs, 4).tolist()
    assert ("unit" in data) == bool(zoom)
    assert "evidence" not in data
    if not zoom:
        return
    neuron, unit = trace.dense[zoom[0]].neuron(zoom[1]), data["unit"]
    np.testing.assert_array_equal(
        unpack_numbers(unit["weights"]), np.round(neuron.weights.astype(float), 4)
    )
    np.testing.assert_array_equal(unpack_numbers(unit["products"]), np.round(neuron.products, 4))
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
    event(at, KEY, selection=selection(0, 17))
    weights_id = payload(at)["unit"]["weights_id"]
    event(at, KEY, selection=selection(0, 17), stored=weights_id)
    assert "weights" not in payload(at)["unit"]
    draw(at, scribble(session(at).drawing.levels, 4), pad="network_pad")
    event(at, KEY, selection=selection(0, 18), stored=weights_id)
    assert "weights" in payload(at)["unit"]
    event(at, KEY, selection=selection(0, 17), stored="")
    assert "weights" in payload(at)["unit"]


@pytest.mark.parametrize("stored", [None, 5, True, [1], {"id": 1}, "x" * 100_000], ids=str)
def test_a_browser_gets_its_weights_whatever_it_reports_to_have(stored):
    at = with_picture("network")
    event(at, KEY, selection=selection(0, 17), stored=stored)
    assert errors(at) == []
    assert "weights" in payload(at)["unit"]


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_selection_changes_nothing(name):
    assert selection_from(FORGED[name]) is None
    at = with_picture("network")
    event(at, KEY, selection=selection(0, 17, 266))
    before = pictures(at)
    event(at, KEY, selection=FORGED[name])
    assert errors(at) == []
    assert session(at).network.zoom == (0, 17, 266)
    assert unchanged(at, before)


@pytest.mark.parametrize("zoom", [(2, 0), (9, 9), (0, 128), (1, 10), (0, 4096, 5)])
def test_a_unit_the_network_has_not_shows_the_whole(zoom):
    at = with_picture("network")
    event(at, KEY, selection=selection(*zoom))
    assert errors(at) == []
    assert "unit" not in payload(at)


def test_an_input_the_unit_has_not_shows_the_unit():
    at = with_picture("network")
    event(at, KEY, selection=selection(1, 3, 128))
    assert payload(at)["unit"]["layer"] == 1
    assert "term" not in payload(at)["unit"]


@pytest.mark.parametrize("message", ["5", "null", "true", '"a"', "[]", "{}"])
def test_a_message_that_is_no_event_is_left_alone(message):
    at = with_picture("network")
    send(at, KEY, json_value=message)
    assert errors(at) == []


def test_the_selection_survives_turning_the_page():
    at = with_picture("network")
    event(at, KEY, selection=selection(0, 17, 266))
    turned(turned(at, "home"), "network")
    assert payload(at)["selection"] == selection(0, 17, 266)
    assert "weights" in payload(at)["unit"]


def test_evidence_is_only_worked_out_when_it_is_shown_and_adds_up():
    at = with_picture("network")
    assert "evidence" not in payload(at)
    event(at, KEY, selection=selection(evidence=[-1, -1]))
    evidence, trace = payload(at)["evidence"], read_picture(session(at))
    ranking = np.argsort(-trace.dense[-1].sums)
    assert [evidence["one"], evidence["other"]] == ranking[:2].tolist()
    assert evidence["favoring"] + evidence["opposing"] + evidence["biases"] == pytest.approx(
        evidence["difference"], abs=6e-5
    )
    assert unpack_numbers(evidence["pixels"]).sum() + evidence["biases"] == pytest.approx(
        evidence["difference"], abs=784 * 5e-5
    )
    event(at, KEY, selection=selection(evidence=[3, 8]))
    assert [payload(at)["evidence"][key] for key in ("one", "other")] == [3, 8]


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
        event(at, KEY, selection=selection(layer, units - 1, sizes[layer] - 1))
        assert errors(at) == []
        assert payload(at)["unit"]["term"]["input"] == sizes[layer] - 1
    event(at, KEY, selection=selection(evidence=[-1, -1]))
    assert "error" not in payload(at)["evidence"]
    assert [each["units"] for each in payload(at)["hidden"]] == list(sizes[1:-1])


def test_the_browser_gets_the_network_that_is_shown_and_what_it_is_to_compute_with():
    at = with_picture("network")
    assert payload(at)["network"] == {
        "network": shipped_address(),
        "prepare": True,
        "read_order": "row by row",
        "prepare_control": COMMON.label(PREPARE_CONTROL),
        "order_control": COMMON.label(ORDER_CONTROL),
        "picture": zlib.crc32(session(at).drawing.levels.tobytes()),
    }
    session(at).network.adopt("a run", (random_layer(784, 10, "softmax", 0, 4),))
    at.run()
    address = payload(at)["network"]["network"]
    assert own_network(address.removeprefix("networks/own/"))
    assert json.loads(at.get_by_key("answer_line").proto.json)["network"]["network"] == address
    first = random_layer(784, 400, "relu", 0, 4)  # 2.5 MB
    session(at).network.adopt("a run", (first, random_layer(400, 10, "softmax", 1, 4)))
    at.run()
    assert payload(at)["network"] is None


def test_a_hidden_softmax_has_its_reason_instead_of_evidence():
    at = with_picture("network")
    first = random_layer(784, 5, "softmax", 0, 4)
    session(at).network.adopt("a run", (first, random_layer(5, 10, "softmax", 1, 4)))
    event(at, KEY, selection=selection(evidence=[-1, -1]))
    assert errors(at) == []
    assert payload(at)["evidence"]["mixing"] == "softmax"


def test_an_empty_picture_and_one_that_cannot_be_read_raise_no_error():
    at = visit("network")
    event(at, KEY, selection=selection(0, 17, 266))
    assert errors(at) == []
    session(at).network.prepare = False
    session(at).drawing.choose("3×3", "gray")
    at.run()
    assert len(errors(at)) == 1
    session(at).network.prepare = True
    at.run()
    assert errors(at) == []
    assert payload(at)["unit"]["term"]["input"] == 266


def test_a_zoom_is_cut_to_what_there_is():
    trace = trace_network(np.ones((2, 2)), (random_layer(4, 3, "softmax", 0, 2),))
    assert fitting_zoom((0, 2, 3), trace) == (0, 2, 3)
    assert fitting_zoom((0, 2, 4), trace) == (0, 2)
    assert fitting_zoom((0, 3, 1), trace) == ()
    assert fitting_zoom((1, 0), trace) == ()


def bytes_of_stroke(at, *strokes):
    """Return what a second stroke adds to a websocket that still has the first in its window."""
    websocket, sizes = zlib.compressobj(wbits=-15, memLevel=5), []
    for stroke in strokes:
        draw(at, stroke, "network_pad")
        message = at.get_by_key(KEY).proto.json.encode()
        sizes.append(len(websocket.compress(message) + websocket.flush(zlib.Z_SYNC_FLUSH)))
    return sizes[-1]


def test_a_stroke_costs_the_browser_little():
    whole = with_picture("network")
    strokes = [np.zeros((28, 28), np.uint8) for _ in range(2)]
    strokes[0][4:24, 14] = strokes[1][4:24, 14] = strokes[1][4, 8:14] = 255  # a 1 becomes a 7
    assert bytes_of_stroke(whole, *strokes) < 1_000
    event(whole, KEY, selection=selection(0, 17, 266))
    weights_id = payload(whole)["unit"]["weights_id"]
    event(whole, KEY, selection=selection(0, 17, 266), stored=weights_id)
    assert bytes_of_stroke(whole, *strokes) < 2_000
