"""What the stage of each scene of Network gets: an image, its way, and nothing before its time."""

import base64

import numpy as np
import pytest

from components.network.network_stage import TESTS, moved_image
from components.state.network_files import shipped_address
from components.state.session import Session
from components.ui.lesson_text import Lesson
from components.ui.question_text import parse_question
from components.ui.wire_format import unpack_numbers
from models.data.datasets import load_examples
from models.data.image_files import as_digit
from models.exercises.heart import heart_image
from models.exercises.transforms import shift_right
from models.explain.attribution import trace_attribution
from models.nn.dense import random_layer
from models.nn.network import shipped_layers, trace_network
from models.nn.softmax import trace_softmax
from tests.pages.visit import at_scene, control, draw, payload, pictures, scribble, session, turned

SCENES = ("whole", "hidden", "logits", "exp", "largest", "certainty", "order", "solved")
PADS = ("whole", "certainty")
LOCKED = ("largest", "order")


def scene(name, learner=None):
    return at_scene("network", SCENES.index(name) + 1, learner)


def drawn(seed=0):
    learner = Session()
    learner.drawing.choose("28×28", "gray")
    learner.drawing.draw(scribble(learner.drawing.levels, seed))
    return learner


def sent(at):
    return payload(at, "network_stage")


def first_seven():
    return load_examples("mnist", "test").images[0] / 255


def input_of(reading):
    return unpack_numbers(reading["input"]).reshape(28, 28)


@pytest.mark.parametrize("name", SCENES)
def test_each_scene_shows_a_true_seven_until_something_is_drawn(name):
    data = sent(scene(name))
    example = as_digit(heart_image()) if name == "certainty" else first_seven()
    assert data["scene"] == name
    assert data["is_example"]
    assert data["has_pad"] == (name in PADS)
    assert data["open"] == (name not in LOCKED)
    assert np.array_equal(input_of(data["picture"]), example)


def test_the_example_is_labeled_and_read_as_a_seven():
    assert load_examples("mnist", "test").labels[0] == 7
    assert np.argmax(sent(scene("whole"))["picture"]["probabilities"]) == 7


@pytest.mark.parametrize("name", SCENES)
def test_each_scene_shows_what_the_learner_drew_and_the_traces_numbers(name):
    learner = drawn()
    data = sent(scene(name, learner))
    image = as_digit(learner.drawing.light)
    trace = trace_network(image, shipped_layers())
    assert not data["is_example"]
    assert np.array_equal(input_of(data["picture"]), image)
    assert np.array_equal(unpack_numbers(data["picture"]["hidden"]), trace.dense[0].outputs)
    assert data["picture"]["logits"] == trace.dense[-1].sums.tolist()
    assert data["picture"]["probabilities"] == trace.outputs.tolist()


def test_what_is_drawn_beside_the_stage_is_read_at_once():
    at = scene("whole")
    levels = scribble(session(at).drawing.levels, seed=3)
    at = draw(at, levels, pad="network_pad")
    assert np.array_equal(input_of(sent(at)["picture"]), as_digit(levels / 255))


def test_scenes_show_the_lessons_network_read_as_it_was_trained():
    learner = drawn()
    learner.network.adopt("a run", (random_layer(784, 10, "softmax", 0, 4),))
    learner.network.prepare = False
    learner.network.read_order = "column by column"
    data = sent(scene("whole", learner))
    assert data["network"]["network"] == shipped_address()
    assert data["network"]["prepare"]
    assert data["network"]["read_order"] == "row by row"
    expected = trace_network(as_digit(learner.drawing.light), shipped_layers())
    assert data["picture"]["logits"] == expected.dense[-1].sums.tolist()


@pytest.mark.parametrize(("size", "stands"), [("3×3", "28×28"), ("8×8", "8×8")])
def test_a_drawing_of_another_size_is_kept_and_read_if_it_can_be_a_digit(size, stands):
    learner = Session()
    learner.drawing.choose(size, "RGB")
    learner.drawing.draw(scribble(learner.drawing.levels))
    small = learner.drawing.levels.copy()
    at = scene("whole", learner)
    assert session(at).drawing.pad == stands
    assert np.array_equal(pictures(at)[size, "RGB"], small)
    assert sent(at)["is_example"] == (size == "3×3")


@pytest.mark.parametrize("name", LOCKED)
def test_a_question_opens_its_stage_once_it_is_answered(name):
    at = scene(name)
    at = at.button(key=f"answer_network.{name}_0").click().run()
    assert sent(at)["open"]


def right(key):
    (option,) = [option for option in parse_question("network", key)[1] if option.is_right]
    return option.text


def test_in_the_wrong_order_one_image_in_six_is_classified_correctly():
    tests = sent(scene("order"))["tests"]
    assert right("order") == f"about 1 in {1 / tests['wrong']:.0f}"
    assert tests["right"] > 0.98
    test = load_examples("mnist", "test")
    images = np.frombuffer(base64.b64decode(tests["images"]), np.uint8).reshape(-1, 28, 28)
    assert np.array_equal(images, test.images[:TESTS])
    for nth, (label, image) in enumerate(zip(test.labels, images / 255, strict=False)):
        assert tests["labels"][nth] == label
        by_row, by_column = (trace_network(each, shipped_layers()) for each in (image, image.T))
        assert tests["by_row"][nth] == by_row.outputs.argmax()
        assert tests["by_column"][nth] == by_column.outputs.argmax()


def test_subtracting_the_largest_logit_changes_no_probability():
    assert right("largest") == "nothing"
    logits = trace_network(first_seven(), shipped_layers()).dense[-1].sums
    powers = np.exp(logits)
    assert np.allclose(trace_softmax(logits).powers / powers, np.exp(-logits.max()))
    assert np.allclose(trace_softmax(logits + 1000).probabilities, powers / powers.sum())
    with np.errstate(over="ignore"):
        assert np.exp(1000.0) == np.inf


def test_a_heart_is_classified_as_a_digit_with_a_high_probability():
    assert trace_network(as_digit(heart_image()), shipped_layers()).outputs.max() > 0.7


def test_the_button_draws_a_heart_on_the_pad():
    at = scene("certainty", drawn())
    revision = session(at).drawing.revision
    at = at.button(key="network_heart").click().run()
    assert np.array_equal(session(at).drawing.levels, np.rint(heart_image() * 255))
    assert session(at).drawing.revision > revision
    assert not sent(at)["is_example"]


@pytest.mark.parametrize("by", [-8, -3, 0, 4, 8])
def test_a_moved_image_is_read_anew_and_its_pixels_parts_are_the_attributions(by):
    image = first_seven()
    data = moved_image(image, by, "a slider")
    expected = np.zeros_like(image)
    columns = np.arange(28)
    inside = (columns + by >= 0) & (columns + by < 28)
    expected[:, columns[inside] + by] = image[:, inside]
    assert np.array_equal(shift_right(image, by), expected)
    before, after = (trace_network(each, shipped_layers()) for each in (image, expected))
    assert data["reading"]["logits"] == after.dense[-1].sums.tolist()
    assert data["one"] == before.outputs.argmax() != data["other"]
    predicted = after.outputs.argmax()
    if predicted != data["one"]:
        assert data["other"] == predicted
    for name, trace in (("before", before), ("after", after)):
        parts = trace_attribution(trace, data["one"], data["other"])
        assert np.allclose(unpack_numbers(data[name]), parts.pixels, atol=5.001e-5)


def test_the_puzzle_begins_where_the_same_seven_is_no_seven_any_more():
    at = scene("solved")
    moved = sent(at)["moved"]
    assert control(at, "network_move").value == moved["by"] > 0
    assert np.argmax(moved["reading"]["probabilities"]) == moved["other"] != moved["one"] == 7
    at = control(at, "network_move").set_value(0).run()
    assert sent(at)["moved"]["by"] == 0
    assert np.argmax(sent(at)["moved"]["reading"]["probabilities"]) == 7


def test_the_slider_has_the_label_by_which_the_browser_finds_it():
    at = scene("solved")
    assert control(at, "network_move").label == sent(at)["moved"]["control"]


def test_a_stage_has_the_words_of_its_lesson():
    assert sent(scene("whole"))["words"] == Lesson("network").words("network")


def test_the_slider_stands_where_it_was_left():
    at = control(scene("solved"), "network_move").set_value(-2).run()
    at = turned(turned(at, "home"), "network")
    assert sent(at)["moved"]["by"] == -2
