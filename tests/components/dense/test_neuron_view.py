"""What the neuron's widget reports, forged or not, and what it is sent."""

import json
import math
from decimal import Decimal

import numpy as np
import pytest

from components.dense.manual_weights import (
    LARGEST,
    MAX_UNDO,
    add_changes,
    apply_changes,
    reset_changes,
    undo_change,
)
from components.dense.neuron_view.edits import read_changes
from components.dense.neuron_view.grading import MAX_LETTERS, read_number
from components.state.session import Session
from models.nn.dense import random_layer, trace_dense
from models.nn.network import shipped_layers
from tests.pages.visit import (
    choose,
    control,
    errors,
    event,
    is_a_sentence,
    session,
    visit,
    with_picture,
)

KEY = "neuron_view"
LAYER = ("hand", 9, 4, "")
INPUTS = np.arange(1.0, 10.0)


def sent(at):
    """Return the data that the page sent to the widget."""
    return json.loads(at.get_by_key(KEY).proto.json)


def edit(at, *changes, serial=1, **other):
    pairs = [list(each) for each in changes]
    report = {"serial": serial, "unit": 0, "inputs": 9, "changes": pairs}
    return event(at, KEY, edit={**report, **other})


def computed(kernel=(), bias=None, unit=0):
    """Return the neuron as Python computes it with some of its numbers changed."""
    layer = random_layer(9, 4, "relu", seed=16, digits=2)
    changes = {(index, unit): value for index, value in kernel}
    if bias is not None:
        changes[9, unit] = bias
    return trace_dense(INPUTS, apply_changes(layer, changes)).neuron(unit)


def test_an_edited_weight_is_the_one_every_number_is_computed_with():
    at = edit(visit("dense"), (4, 2.5), (9, -1))
    assert errors(at) == []
    neuron = computed([(4, 2.5)], bias=-1)
    numbers = sent(at)["numbers"]
    assert numbers["weights"] == neuron.weights.tolist()
    assert (numbers["bias"], numbers["sum"], numbers["output"]) == (-1, neuron.sum, neuron.output)
    assert sent(at)["lastEvent"] == 1
    assert sent(at)["changes"] == 2
    assert control(at, "dense_weights").value == "hand"
    assert at.data_editor[0].value.iloc[4, 0] == 2.5
    assert at.dataframe[-1].value["z"].iloc[0] == neuron.sum


def test_an_edit_outlives_turning_the_page():
    from tests.pages.visit import turned

    at = edit(visit("dense"), (4, 2.5))
    turned(turned(at, "home"), "dense")
    assert sent(at)["numbers"]["weights"][4] == 2.5


def test_edits_are_taken_back_one_by_one_and_all_at_once():
    at = visit("dense")
    start = sent(at)["numbers"]["weights"]
    edit(at, (4, 2.5), serial=1)
    edit(at, (4, 3), (5, 1), serial=2)
    event(at, KEY, back={"how": "undo", "serial": 3})
    assert sent(at)["numbers"]["weights"][4:6] == [2.5, start[5]]
    edit(at, (0, 9), serial=4)
    event(at, KEY, back={"how": "all", "serial": 5})
    assert sent(at)["numbers"]["weights"] == start
    assert sent(at)["changes"] == 0
    event(at, KEY, back={"how": "undo", "serial": 6})
    assert sent(at)["numbers"]["weights"][0] == 9


def test_an_edit_that_a_browser_sends_again_after_a_turn_of_the_page_is_not_made_again():
    from tests.pages.visit import turned

    at = edit(visit("dense"), (4, 2.5), serial=1)
    edit(at, (4, 3), serial=2)
    turned(turned(at, "home"), "dense")
    again = {"serial": 2, "unit": 0, "inputs": 9, "changes": [[4, 3]]}
    event(at, KEY, edit=again, back={"how": "undo", "serial": 3})
    assert sent(at)["numbers"]["weights"][4] == 2.5


def test_an_edit_of_the_random_weights_starts_from_what_is_shown():
    at = edit(visit("dense"), (4, 2.5))
    choose(at, "dense_weights", "random")
    shown = sent(at)["numbers"]["weights"]
    edit(at, (0, 1), serial=2)
    assert sent(at)["numbers"]["weights"] == [1, *shown[1:]]


def test_a_table_edit_and_a_widget_edit_are_edits_of_the_same_weights():
    from tests.pages.visit import send

    at = choose(visit("dense"), "dense_weights", "hand")
    state = {"edited_rows": {"0": {"unit 0": 5}}, "added_rows": [], "deleted_rows": []}
    send(at, at.data_editor[0].key, string_value=json.dumps(state))
    assert sent(at)["numbers"]["weights"][0] == 5
    edit(at, (0, 6))
    assert at.data_editor[0].value.iloc[0, 0] == 6
    assert at.session_state[at.data_editor[0].key]["edited_rows"] == {}


def test_a_trained_weight_is_changed_in_place_and_the_network_itself_is_not():
    at = choose(with_picture("dense"), "dense_weights", "trained")
    before = shipped_layers()[0].kernel.copy()
    event(at, KEY, edit={"serial": 1, "unit": 0, "inputs": 784, "changes": [[400, 0.12346]]})
    assert errors(at) == []
    assert control(at, "dense_weights").value == "trained"
    assert sent(at)["numbers"]["weights"][400] == 0.1235
    assert sent(at)["changes"] == 1
    np.testing.assert_array_equal(shipped_layers()[0].kernel, before)


GOOD = {"serial": 1, "unit": 0, "inputs": 9, "changes": [[0, 1.0]]}
FORGED = {
    "nothing": 5,
    "a text": "edit",
    "no keys": {},
    "no number at all": GOOD | {"changes": [[0, math.nan]]},
    "an endless number": GOOD | {"changes": [[0, math.inf]]},
    "a huge number": GOOD | {"changes": [[0, 1e300]]},
    "just too large": GOOD | {"changes": [[0, LARGEST + 0.01]]},
    "a text for a number": GOOD | {"changes": [[0, "1"]]},
    "true for a number": GOOD | {"changes": [[0, True]]},
    "nothing for a number": GOOD | {"changes": [[0, None]]},
    "a list for a number": GOOD | {"changes": [[0, [1]]]},
    "an index below": GOOD | {"changes": [[-1, 1]]},
    "an index above": GOOD | {"changes": [[10, 1]]},
    "an index that is true": GOOD | {"changes": [[True, 1]]},
    "half an index": GOOD | {"changes": [[0.5, 1]]},
    "an index in letters": GOOD | {"changes": [["0", 1]]},
    "three in a pair": GOOD | {"changes": [[0, 1, 2]]},
    "no pair": GOOD | {"changes": [0, 1]},
    "no list": GOOD | {"changes": {"0": 1}},
    "more changes than numbers": GOOD | {"changes": [[0, 1]] * 11},
    "a unit that is true": GOOD | {"unit": True},
    "a unit in letters": GOOD | {"unit": "0"},
    "inputs that are half": GOOD | {"inputs": 9.5},
    "no serial": {name: GOOD[name] for name in ("unit", "inputs", "changes")},
    "one good, one bad": GOOD | {"changes": [[0, 1.0], [1, "x"]]},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_edit_is_refused_in_a_sentence_and_nothing_changes(name):
    at = visit("dense")
    before = sent(at)["numbers"]
    event(at, KEY, edit=FORGED[name])
    (sentence,) = errors(at)
    assert is_a_sentence(sentence)
    assert sent(at)["numbers"] == before
    assert session(at).weights.changes == {}
    edit(at, (0, 1.5), serial=7)
    assert errors(at) == []
    assert sent(at)["numbers"]["weights"][0] == 1.5


@pytest.mark.parametrize("other", [{"unit": 1}, {"inputs": 784}, {"unit": -1}, {"unit": 10**20}])
def test_an_edit_of_a_neuron_that_is_no_longer_shown_is_left_alone(other):
    at = edit(visit("dense"), (0, 5), **other)
    assert errors(at) == []
    assert session(at).weights.changes == {}


@pytest.mark.parametrize("serial", [-1, 10**30, 2**53])
def test_a_serial_no_browser_counts_to_is_not_sent_back(serial):
    assert sent(edit(visit("dense"), (0, 5), serial=serial))["lastEvent"] == 0


@pytest.mark.parametrize("back", [None, 5, "undo", {}, {"how": None}, {"how": ["undo"]}], ids=str)
def test_a_forged_way_back_is_left_alone(back):
    at = edit(visit("dense"), (4, 2.5))
    event(at, KEY, back=back)
    assert errors(at) == []
    assert sent(at)["numbers"]["weights"][4] == 2.5


def test_weights_are_stored_with_the_decimals_that_are_shown():
    assert read_changes(GOOD | {"changes": [[0, 0.126], [9, -0.004]]}, 9, 0, 2) == {
        (0, 0): 0.13,
        (9, 0): 0.0,
    }


def test_the_steps_back_are_bounded_and_going_back_without_any_does_nothing():
    learner = Session()
    undo_change(learner, LAYER)
    reset_changes(learner, LAYER)
    for value in range(3 * MAX_UNDO):
        add_changes(learner, LAYER, {(0, 0): float(value)})
    assert len(learner.weights.undo_stacks[LAYER]) == MAX_UNDO


# Practice


def answers(at, **texts):
    """Answer blanks; ``product_2`` stands for the blank ``product 2``."""
    exercise = sent(at)["exercises"][at.session_state["learner"].neuron.mode]["id"]
    named = {name.replace("_", " "): text for name, text in texts.items()}
    return event(at, KEY, answers={"exercise": exercise, "texts": named})


def progress(at, mode="blanks"):
    return sent(at)["exercises"][mode]["progress"]


def practice(mode, at=None):
    return event(at or visit("dense"), KEY, mode=mode)


def test_a_right_number_is_accepted_and_a_wrong_one_counted():
    neuron = computed()
    at = answers(practice("blanks"), product_2=f"{neuron.products[2]:.2f}", running_1="99")
    assert progress(at)["product 2"] == {
        "text": f"{neuron.products[2]:.2f}", "right": True, "errors": 0, "number": True
    }  # fmt: skip
    assert (progress(at)["running 1"]["right"], progress(at)["running 1"]["errors"]) == (False, 1)
    answers(at, running_1="98", product_2="5")
    assert progress(at)["running 1"]["errors"] == 2
    assert progress(at)["product 2"]["right"], "what is right stays right"
    answers(at, running_1="98")
    assert progress(at)["running 1"]["errors"] == 2, "the same answer is one answer"
    answers(at, running_1=f"{neuron.running_sums[1]:.2f}".replace(".", ","))
    assert progress(at)["running 1"]["right"]


def test_every_blank_of_every_exercise_has_an_answer_that_is_right():
    at = practice("blanks")
    neuron = computed()
    for first in (0, 3, 6, 4):
        event(at, KEY, first=first)
        blanks = sent(at)["exercises"]["blanks"]["blanks"]
        texts = {blank.replace(" ", "_"): right_text(blank, neuron) for blank in blanks}
        answers(at, **texts)
        assert all(record["right"] for record in progress(at).values())
        assert list(progress(at)) == blanks


def right_text(blank, neuron):
    name, _, term = blank.partition(" ")
    value = {
        "product": lambda: neuron.products[int(term)],
        "running": lambda: neuron.running_sums[int(term)],
        "sum": lambda: neuron.sum,
        "output": lambda: neuron.output,
    }[name]()
    return f"{value:.2f}".replace("-", "−")


def test_answers_are_stored_with_the_neuron_they_belong_to():
    at = answers(practice("blanks"), running_1="99")
    control(at, "unit_of_4").set_value(1).run()
    assert progress(at) == {}
    control(at, "unit_of_4").set_value(0).run()
    assert progress(at)["running 1"]["text"] == "99"
    edit(at, (0, 5))
    assert progress(at) == {}, "other numbers, other answers"


def test_a_neuron_alone_is_new_and_its_sum_and_output_are_graded():
    at = practice("alone")
    task = sent(at)["exercises"]["alone"]
    assert task["numbers"]["weights"] != sent(at)["numbers"]["weights"]
    total = INPUTS @ task["numbers"]["weights"] + task["numbers"]["bias"]
    answers(at, sum=str(total), output=str(max(0, total)), product_0="99")
    shown = progress(at, "alone")
    assert (shown["sum"]["right"], shown["output"]["right"]) == (True, True)
    assert not shown["product 0"]["right"]
    event(at, KEY, seed=1)
    assert sent(at)["exercises"]["alone"]["numbers"] != task["numbers"]
    assert progress(at, "alone") == {}
    event(at, KEY, seed=0)
    assert progress(at, "alone")["sum"]["right"]


def test_softmax_asks_for_no_output_and_a_large_picture_for_no_neuron_alone():
    at = visit("dense")
    control(at, "dense_activation").set_value("softmax").run()
    assert all("output" not in each["blanks"] for each in sent(at)["exercises"].values())
    assert sent(at)["curve"] is None
    assert list(sent(with_picture("dense", "8×8"))["exercises"]) == ["blanks"]


def test_of_rounded_factors_the_product_of_what_is_shown_is_right_too():
    at = practice("blanks", with_picture("dense"))
    data = sent(at)
    blank = next(
        each for each in data["exercises"]["blanks"]["blanks"] if each.startswith("product")
    )
    index = int(blank.split()[1])
    shown = round(data["inputs"][index], 4) * round(data["numbers"]["weights"][index], 4)
    answers(at, **{blank.replace(" ", "_"): f"{shown:.4f}"})
    assert progress(at)[blank]["right"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", "1"), ("-2.85", "-2.85"), ("−2,85", "-2.85"), (" + 3 ", "3"), (".5", "0.5"),
        ("5.", "5"), ("1 000", "1000"), ("–0,0", "0"), ("007", "7"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "nan", "inf", "1e9", "1.2.3", "1,000.5", "--1", "0x1", "½", "1" * 30,
     "9" * MAX_LETTERS * 9, None, 5, True, ["1"], "٣x", "."],
)  # fmt: skip
def test_what_is_no_number_is_not_read(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    "forged",
    [
        None, 5, "x", [], {}, {"texts": {"sum": "1"}}, {"exercise": "x", "texts": {"sum": "1"}},
        {"exercise": None, "texts": None}, {"exercise": ["x"], "texts": {}},
    ],
    ids=str,
)  # fmt: skip
def test_forged_answers_are_left_alone(forged):
    at = practice("blanks")
    event(at, KEY, answers=forged)
    assert errors(at) == []
    assert session(at).neuron.progress == {}


def test_of_forged_texts_only_texts_for_blanks_of_the_exercise_are_graded():
    at = practice("blanks")
    exercise = sent(at)["exercises"]["blanks"]["id"]
    texts = {"sum": 5, "output": None, "running 1": "9" * 10_000, "product 0": "1", "x": "1"}
    event(at, KEY, answers={"exercise": exercise, "texts": texts})
    assert errors(at) == []
    assert list(progress(at)) == ["running 1"]
    assert len(progress(at)["running 1"]["text"]) <= MAX_LETTERS
    assert progress(at)["running 1"]["errors"] == 0


@pytest.mark.parametrize("value", [True, 1.5, "1", None, [1], math.nan], ids=str)
@pytest.mark.parametrize("name", ["first", "seed", "mode"])
def test_a_forged_choice_is_left_alone(name, value):
    at = visit("dense")
    before = sent(at)["exercises"]
    event(at, KEY, **{name: value})
    assert errors(at) == []
    assert sent(at)["exercises"] == before
    assert sent(at)["mode"] == "watch"


@pytest.mark.parametrize("value", [-5, 10**30])
def test_a_choice_outside_is_brought_inside(value):
    at = event(visit("dense"), KEY, first=value)
    assert 0 <= sent(at)["exercises"]["blanks"]["first"] <= 6
    event(at, KEY, seed=value)
    assert 0 <= sent(at)["exercises"]["alone"]["seed"] <= 9999
