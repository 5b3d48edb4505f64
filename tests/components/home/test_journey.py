"""The puzzle: what the browser gets of an image's journey is what the network computes of it."""

import numpy as np
import pytest

from components.drawing.digits import PAD, example_digit, own_digit
from components.drawing.journey_view import COUNTS, DIGITS
from components.drawing.network_input import CLASSES
from components.home.stages import MAX_SHIFT, SHIFT
from components.state.network_files import shipped_address
from components.state.session import Session
from components.ui.wire_format import unpack_numbers
from models.exercises.transforms import shift_right
from models.explain.strongest_products import strongest_products
from models.nn.flatten import KERAS_ORDER
from models.nn.network import shipped_layers, trace_network
from tests.pages.visit import at_scene, control, errors, payload, session, turned

SCENES = {"read": 1, "breath": 2, "puzzle": 3, "goals": 4}


def scene(name, learner=None):
    return at_scene("home", SCENES[name], learner)


def journey(at):
    return payload(at, "journey_view")


def assert_is_of(sent, image):
    trace = trace_network(image, shipped_layers())
    best = int(np.argmax(trace.outputs))
    assert sent["answer"] == f"Prediction: {CLASSES[best]}, {trace.outputs[best]:.1%}"
    np.testing.assert_array_equal(
        unpack_numbers(sent["probabilities"]), np.round(trace.outputs, DIGITS)
    )
    np.testing.assert_array_equal(
        unpack_numbers(sent["hidden"]), np.round(trace.dense[0].outputs, DIGITS)
    )
    for connections, dense, count in zip(sent["connections"], trace.dense, COUNTS, strict=True):
        strongest = strongest_products(dense, count)
        assert connections["units"] == dense.layer.units
        np.testing.assert_array_equal(unpack_numbers(connections["places"]), strongest.places)


def test_a_new_learner_sees_the_example_on_its_way():
    sent = journey(scene("read"))
    assert sent["source"] == "example"
    np.testing.assert_array_equal(unpack_numbers(sent["image"]), example_digit().reshape(-1))
    assert_is_of(sent, example_digit())


@pytest.mark.parametrize("name", ["read", "breath"])
def test_a_drawing_takes_the_examples_place_as_the_network_reads_it(name):
    learner = Session()
    learner.drawing.choose(*PAD)
    levels = np.zeros((28, 28), np.uint8)
    levels[3:20, 5:8] = 255
    learner.drawing.draw(levels)
    sent = journey(scene(name, learner))
    assert sent["source"] == "drawing"
    assert_is_of(sent, own_digit(learner))


def test_the_browser_reads_a_digit_as_python_does_whatever_was_chosen_for_the_network_page():
    learner = Session()
    learner.network.prepare, learner.network.read_order = False, "column by column"
    network = journey(scene("read", learner))["network"]
    assert (network["prepare"], network["read_order"]) == (True, KERAS_ORDER)
    assert network["network"] == shipped_address()


def test_the_puzzles_7_is_read_as_a_7_and_whole_but_another_digit_where_the_question_moves_it():
    moved = [shift_right(example_digit(), shift) for shift in range(-MAX_SHIFT, MAX_SHIFT + 1)]
    assert all(image.sum() == example_digit().sum() for image in moved)
    outputs = [trace_network(image, shipped_layers()).outputs for image in moved]
    assert np.argmax(outputs[MAX_SHIFT]) == 7
    assert np.argmax(outputs[2 * MAX_SHIFT]) != 7


def test_the_7_moves_only_once_the_question_is_answered_and_then_as_far_as_the_slider_says():
    at = scene("puzzle")
    assert journey(at)["shift"] == 0
    at = at.button(key="answer_home.puzzle_1").click().run()
    assert journey(at)["shift"] == MAX_SHIFT
    assert_is_of(journey(at), shift_right(example_digit(), MAX_SHIFT))
    at = control(at, SHIFT).set_value(-2).run()
    assert_is_of(journey(at), shift_right(example_digit(), -2))
    assert session(at).answers.correct == {"home.puzzle": True}
    assert errors(at) == []


@pytest.mark.parametrize("started", [False, True])
def test_a_pad_that_a_scene_laid_out_gives_way_again_unless_it_was_drawn_on(started):
    learner = Session()
    learner.drawing.started = started
    at = turned(scene("read", learner), "weights")
    drawing = session(at).drawing
    assert (drawing.pad, drawing.color, drawing.started) == ("3×3", "gray", started)
    at = scene("read", Session())
    session(at).drawing.draw(np.full((28, 28), 9, np.uint8))
    drawing = session(turned(at, "weights")).drawing
    assert (drawing.pad, drawing.color) == PAD


def test_the_puzzle_lays_out_the_pad_for_a_digit_and_keeps_other_pictures():
    learner = Session()
    learner.drawing.choose("3×3", "gray")
    before = learner.drawing.levels.copy()
    at = scene("read", learner)
    assert (session(at).drawing.pad, session(at).drawing.color) == PAD
    np.testing.assert_array_equal(session(at).drawing.pictures["3×3", "gray"], before)
