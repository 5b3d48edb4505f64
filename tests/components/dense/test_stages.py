"""Stages of the Dense lesson: what they are sent, what they keep back, what the words claim."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from components.dense import stages
from components.ui.lesson_text import Lesson
from components.ui.question_text import parse_question
from components.ui.wire_format import unpack_numbers
from models.data.image_files import as_digit
from models.nn.dense import DenseLayer, trace_dense
from models.nn.network import shipped_layers
from tests.pages.visit import errors, event, opened, session

NAME = "dense"


def scene(number):
    at = opened(NAME, scene=str(number))
    assert errors(at) == []
    return at


def sent(at, key):
    """Return the data that the page sent to a widget."""
    return json.loads(at.get_by_key(key).proto.json)


def answered(key):
    """Return the right answer and the numbers of the wrong ones, as the text has them."""
    _, options = parse_question(NAME, key)
    right = [int(each.text) for each in options if each.is_right]
    wrong = [int(each.text) for each in options if not each.is_right and each.text != "other"]
    return right, wrong


def test_the_right_answer_to_the_sum_is_what_the_stage_adds_up():
    right, wrong = answered("sum")
    values, weights = stages.ROW.ravel(), stages.ROW_WEIGHTS.ravel()
    assert right == [stages.ROW_SUM] == [values @ weights]
    usual = [values.sum(), weights.sum(), values @ abs(weights), values.sum() * weights.sum()]
    assert wrong == usual


def test_the_right_counts_are_those_of_the_layer_that_is_shown():
    inputs, units = stages.example().layer.kernel.shape
    assert answered("connections")[0] == [inputs * units]
    assert answered("parameters")[0] == [stages.example().layer.parameters]
    assert answered("parameters")[1] == [inputs * units, inputs + units, inputs, inputs * units + 9]


def test_two_layers_without_an_activation_are_the_one_line_of_the_view():
    for value in np.linspace(-4, 4, 9):
        hidden = trace_dense(np.array([value]), stages.HIDDEN)
        output = trace_dense(hidden.outputs, stages.OUTPUT).outputs[0]
        one = DenseLayer(
            stages.HIDDEN.kernel @ stages.OUTPUT.kernel,
            stages.HIDDEN.bias @ stages.OUTPUT.kernel + stages.OUTPUT.bias,
        )
        assert output == trace_dense(np.array([value]), one).outputs[0]


@pytest.mark.parametrize("view", ["template", "threshold", "collapse"])
def test_a_view_has_every_word_that_its_scripts_look_up(view):
    folder = Path(stages.__file__).parent / f"{view}_view"
    words = Lesson(NAME).words(view)
    scripts = "".join(file.read_text("utf-8") for file in folder.glob("*.js"))
    looked_up = {a or b for a, b in re.findall(r'words(?:\.(?!js")(\w+)|\["([^"]+)"\])', scripts)}
    assert looked_up
    assert looked_up <= set(words)


def test_the_products_come_once_the_question_was_answered():
    at = scene(2)
    assert sent(at, "sum_view")["isOpen"] is False
    at = at.button(key="skip_dense.sum").click().run()
    assert sent(at, "sum_view")["isOpen"] is True


def test_the_edges_come_once_the_question_was_answered():
    at = scene(9)
    assert sent(at, "layer_stage")["hasEdges"] is False
    assert sent(at.button(key="skip_dense.connections").click().run(), "layer_stage")["hasEdges"]


def test_the_count_comes_once_the_question_was_answered():
    at = scene(10)
    assert (sent(at, "layer_stage")["panel"], sent(at, "layer_stage")["note"]) == ("none", "")
    shown = sent(at.button(key="skip_dense.parameters").click().run(), "layer_stage")
    assert shown["panel"] == "parameters"
    assert "= 36 weights" in shown["note"]
    assert "40 parameters" in shown["note"]


def test_an_answer_in_a_scene_is_graded_and_leaves_the_page_as_it_was():
    at = scene(6)
    exercise = sent(at, "blanks_stage")["exercises"]["blanks"]
    answers = {"exercise": exercise["id"], "texts": {"running 1": "4.5", "sum": "2"}}
    shown = sent(event(at, "blanks_stage", answers=answers), "blanks_stage")
    progress = shown["exercises"]["blanks"]["progress"]
    assert progress["running 1"]["right"]
    assert not progress["sum"]["right"]
    assert session(at).neuron.mode == "watch"


def test_the_drawing_goes_through_the_trained_layer():
    at = scene(12)
    assert session(at).drawing.pad == "28×28"
    shown = sent(at, "drawing_stage")
    assert shown["picture"] is None  # a test image, until something is drawn
    levels = np.zeros((28, 28), np.uint8)
    levels[4:24, 13:15] = 255
    session(at).drawing.draw(levels)
    shown = sent(at.run(), "drawing_stage")
    assert shown["picture"] == session(at).drawing.checksum
    assert shown["isPrepared"]
    vector = as_digit(levels / 255).ravel()
    sums = trace_dense(vector, shipped_layers()[0]).sums
    np.testing.assert_allclose(unpack_numbers(shown["sums"]), sums)
