"""What teachers get: plans whose scenes exist, an answer key, and answers that Keras confirms."""

import re
from itertools import pairwise

import keras
import numpy as np
import pytest
from keras import layers

from components.nav.minutes import minutes_of
from components.nav.navigation import CONTENTS, PATH, TOLD
from components.teach.answer_key import scene_of_questions
from components.ui.lesson_text import sections
from components.ui.question_text import parse_question
from models.nn.dense import DenseLayer, trace_dense
from tests.pages.visit import at_scene, errors, visit, words

TEACH = sections("teach")
ANSWERS = TEACH["answers"]


def scene_count(name):
    return sum(section.startswith("scene ") for section in sections(name))


@pytest.mark.parametrize("minutes", [45, 90])
def test_a_plan_fills_its_minutes_without_a_gap(minutes):
    spans = [
        tuple(map(int, span))
        for span in re.findall(r"^\| (\d+)–(\d+) \|", TEACH[f"plan {minutes}"], re.MULTILINE)
    ]
    assert spans[0][0] == 0
    assert spans[-1][1] == minutes
    assert all(before[1] == after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(("plan", "least"), [("45", 6), ("90", 6), ("deeper", 3)])
def test_each_link_of_a_plan_leads_to_scenes_that_exist(plan, least):
    names = {entry.name for entry in CONTENTS}
    links = re.findall(r"\[([^\]]+)\]\(([^)]+)\)", TEACH[f"plan {plan}"])
    assert len(links) >= least
    for label, target in links:
        page, _, scene = target.partition("?scene=")
        name = page.removeprefix("./") or CONTENTS[0].name
        assert name in names
        if scene:
            first, _, last = re.search(r"(\d+)(–(\d+))?$", label).groups()
            assert first == scene
            assert int(last or first) <= scene_count(name)


@pytest.mark.parametrize("name", TOLD)
def test_each_question_of_the_answer_key_is_asked_in_the_scene_it_names(name):
    found = scene_of_questions(name)
    assert found
    for key, number in found.items():
        at = at_scene(name, number)
        assert parse_question(name, key)[0] in words(at)


def test_the_answer_key_has_every_answer_and_what_is_said_of_it():
    at = visit("teach")
    assert errors(at) == []
    shown = words(at)
    for name in TOLD:
        for key in scene_of_questions(name):
            for option in parse_question(name, key)[1]:
                assert option.feedback in shown


def test_the_minutes_are_counted_from_the_lessons():
    together = -(-sum(minutes_of(PATH).values()) // 1)
    assert f"**{together:.0f} minutes** together" in words(visit("teach"))


# Answers to the worksheet and the exit ticket


def test_the_neuron_on_the_worksheet():
    for bias, z, output in ((-2, 1, 1), (-4, -1, 0)):
        layer = DenseLayer(np.array([[2.0], [-1.0], [1.0]]), np.array([float(bias)]), "relu")
        trace = trace_dense(np.array([1.0, 2.0, 3.0]), layer)
        assert trace.products.sum() == 3
        assert (trace.sums[0], trace.outputs[0]) == (z, output)
    assert "z = 3 − 2 = 1, ReLU gives 1; with the bias −4, z is −1 and ReLU gives 0" in ANSWERS


def test_the_parameters_on_worksheet_and_ticket():
    network = [keras.Input((28, 28)), layers.Flatten(), layers.Dense(64), layers.Dense(10)]
    model = keras.Sequential(network)
    for count in (*(layer.count_params() for layer in model.layers[1:]), model.count_params()):
        assert f"{count:,}" in ANSWERS
    dense = layers.Dense(3)
    dense.build((None, 5))
    assert f"5 · 3 + 3 = {dense.count_params()}" in ANSWERS


def test_the_shapes_and_indices_on_the_worksheet():
    assert str(layers.Flatten()(keras.Input((28, 28, 3), 32)).shape) in ANSWERS
    model = keras.Sequential([keras.Input((28, 28)), layers.Dense(10)])
    assert model.output_shape == (None, 28, 10)
    gray, color = np.arange(4 * 5).reshape(4, 5), np.arange(4 * 5 * 3).reshape(4, 5, 3)
    assert f"2 · 5 + 1 = {gray[2, 1]}" in ANSWERS
    assert f"(2 · 5 + 1) · 3 + 2 = {color[2, 1, 2]}" in ANSWERS
    assert np.arange(1, 10).reshape(3, 3)[1, 2] == np.arange(1, 10)[5]
    assert "`vector[5]` is row 1, column 2" in ANSWERS
