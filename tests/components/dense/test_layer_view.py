"""What the layer's view sends and reads: exact numbers out, nothing forged in."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dense.layer_view import layer_numbers, unit_from
from components.ui.wire_format import fingerprint, unpack_numbers
from models.nn.dense import DenseLayer, random_layer
from models.nn.network import shipped_layers
from tests.pages.visit import (
    choose,
    control,
    errors,
    event,
    send,
    session,
    visit,
    with_picture,
    words,
)

VIEW = "layer_view"
UNIT = "unit_of_4"


def sent(at):
    """The data the page gave the view."""
    return json.loads(at.get_by_key(VIEW).proto.json)


def name_of(at):
    return sent(at)["layer"]


def test_the_weights_sent_are_the_layers():
    for layer in (random_layer(9, 4, "relu", 0, digits=2), shipped_layers()[0]):
        numbers = layer_numbers(layer)
        for part in ("kernel", "bias"):
            back = unpack_numbers(numbers[part])
            assert back.dtype == layer.kernel.dtype
            np.testing.assert_array_equal(back, getattr(layer, part).ravel())


def test_a_layer_has_another_name_as_soon_as_one_number_differs():
    layer = random_layer(9, 4, "relu", 0, digits=2)
    kernel, bias = layer.kernel.copy(), layer.bias.copy()
    kernel[8, 3] += 0.01
    bias[0] += 0.01
    names = {
        fingerprint(layer),
        fingerprint(DenseLayer(kernel, layer.bias)),
        fingerprint(DenseLayer(layer.kernel, bias)),
    }
    assert len(names) == 3
    assert fingerprint(DenseLayer(layer.kernel.copy(), layer.bias, "tanh")) == fingerprint(layer)


def test_a_layer_of_nothing_but_zeros_has_a_scale():
    assert layer_numbers(DenseLayer(np.zeros((9, 4)), np.zeros(4)))["limit"] == 1


def test_weights_the_browser_has_stored_are_sent_again_only_on_request():
    at = choose(with_picture("dense"), "dense_weights", "trained")
    first = sent(at)
    assert len(first["numbers"]["kernel"]["data"]) > 500_000
    event(at, VIEW, stored=name_of(at))
    assert sent(at)["numbers"] is None
    assert sent(at)["sums"] == first["sums"]
    assert len(json.dumps(sent(at))) < 20_000
    event(at, VIEW, stored="")
    assert sent(at)["numbers"] == first["numbers"]


def test_of_an_edited_layer_only_the_changes_are_sent():
    at = choose(with_picture("dense"), "dense_weights", "trained")
    event(at, VIEW, stored=name_of(at))
    edit = {"serial": 1, "unit": 0, "inputs": 784, "changes": [[400, 0.5], [784, -1]]}
    event(at, "neuron_view", edit=edit)
    assert errors(at) == []
    assert sent(at)["numbers"] is None
    assert sent(at)["changes"] == [[400 * 128, 0.5], [784 * 128, -1]]
    assert len(json.dumps(sent(at))) < 30_000


def test_another_layer_is_sent_whatever_the_browser_has_stored():
    at = choose(with_picture("dense"), "dense_weights", "random")
    event(at, VIEW, stored=name_of(at))
    assert sent(at)["numbers"] is None
    control(at, "dense_seed").set_value(7).run()
    assert sent(at)["numbers"] is not None


def test_choosing_a_unit_turns_the_neurons_story_to_it():
    at = visit("dense")
    said = words(at)
    event(at, VIEW, chosen={"unit": 2, "layer": name_of(at), "when": 1})
    assert errors(at) == []
    assert control(at, UNIT).value == 2
    assert sent(at)["unit"] == 2
    assert words(at) != said
    control(at, UNIT).set_value(1).run()
    assert sent(at)["unit"] == 1


FORGED = [
    None, 2, "2", True, [2], {}, {"unit": 2}, {"unit": 2, "layer": "another"},
    *({"unit": unit, "layer": "NAME"} for unit in (4, -1, 2.0, True, "2", None, [2], 10**30)),
]  # fmt: skip


@pytest.mark.parametrize("chosen", FORGED, ids=str)
def test_a_forged_choice_changes_nothing(chosen):
    at = visit("dense")
    if isinstance(chosen, dict) and chosen.get("layer") == "NAME":
        chosen = chosen | {"layer": name_of(at)}
    before = words(at)
    event(at, VIEW, chosen=chosen)
    assert errors(at) == []
    assert control(at, UNIT).value == 0
    assert words(at) == before


@pytest.mark.parametrize("stored", [None, 5, [1], {"a": 1}, "x" * 1000, True], ids=str)
def test_whatever_a_browser_says_it_has_stored_the_page_stands(stored):
    at = visit("dense")
    event(at, VIEW, stored=stored)
    assert errors(at) == []
    assert sent(at)["numbers"] is not None


@pytest.mark.parametrize("text", ["{}", "5", "[1]", "null", '"abc"'])
def test_a_state_that_is_none_leaves_the_page_standing(text):
    at = visit("dense")
    send(at, VIEW, json_value=text)
    assert errors(at) == []
    assert session(at).drawing.pad == "3×3"


@given(st.none() | st.integers() | st.text() | st.dictionaries(st.text(), st.integers()))
def test_only_a_unit_of_this_very_layer_is_a_unit(chosen):
    assert unit_from(chosen, "name", 4) is None
    assert unit_from({"unit": 3, "layer": "name"}, "name", 4) == 3
