"""The lesson on images: what its stages show is the image, and what the network makes of it."""

import base64

import numpy as np

from components.draw.digit_wall import COUNT
from components.draw.pixel_view import center_of
from components.draw.stages import PREPARE, TINT, sample_image
from components.drawing.digits import PAD, example_digit
from components.state.session import Session
from components.ui.wire_format import unpack_numbers
from models.data.datasets import load_examples
from models.data.image_files import as_digit
from models.nn.network import shipped_layers, trace_network
from tests.pages.visit import at_scene, control, errors, payload, session

SCENES = ("zoom", "shape", "channels", "mnist", "corner", "prepare", "batch", "explore")


def scene(name, learner=None):
    return at_scene("draw", SCENES.index(name) + 1, learner)


def levels_of(at):
    shown = payload(at, "pixel_view")
    levels = np.frombuffer(base64.b64decode(shown["pixels"]), np.uint8)
    shape = (shown["side"], shown["side"], shown["channels"])
    return levels.reshape(shape).squeeze()


def test_the_pixels_are_the_examples_until_the_learner_has_drawn_and_theirs_from_then_on():
    np.testing.assert_array_equal(levels_of(scene("zoom")) / 255, example_digit())
    learner = Session()
    learner.drawing.choose(*PAD)
    levels = np.zeros((28, 28), np.uint8)
    levels[5, 7] = 200
    learner.drawing.draw(levels)
    np.testing.assert_array_equal(levels_of(scene("shape", learner)), levels)


def test_the_image_in_color_has_the_digit_in_each_channel_by_its_share():
    levels = levels_of(scene("channels"))
    assert levels.shape == (28, 28, 3)
    expected = np.rint(example_digit()[..., np.newaxis] * 255 * np.array(TINT))
    np.testing.assert_array_equal(levels, expected)


def test_the_wall_has_mnists_first_training_images_with_their_own_labels():
    shown = payload(scene("mnist"), "digit_wall")
    train = load_examples("mnist", "train")
    images = np.frombuffer(base64.b64decode(shown["images"]), np.uint8)
    np.testing.assert_array_equal(images.reshape(COUNT, 28, 28), train.images[:COUNT])
    assert shown["labels"] == "".join(map(str, train.labels[:COUNT]))


def probabilities(at):
    return unpack_numbers(payload(at, "journey_view")["probabilities"])


def test_the_7_in_the_corner_is_misread_until_it_is_prepared():
    layers = shipped_layers()
    raw, prepared = (
        trace_network(image, layers).outputs for image in (sample_image(), as_digit(sample_image()))
    )
    assert raw.argmax() != 7
    assert prepared.argmax() == 7
    at = scene("corner")
    assert payload(at, "journey_view")["growth"] == 1  # the answer is not shown yet
    at = at.button(key="answer_draw.corner_1").click().run()
    assert payload(at, "journey_view")["growth"] == 4
    np.testing.assert_array_equal(probabilities(at), raw.round(4))
    at = scene("prepare")
    np.testing.assert_array_equal(probabilities(at), prepared.round(4))
    at = control(at, PREPARE).set_value(False).run()
    np.testing.assert_array_equal(probabilities(at), raw.round(4))
    assert session(at).network.prepare  # which is the learner's own setting
    assert errors(at) == []


def test_a_batch_of_many_becomes_a_batch_of_one_with_the_answer():
    at = scene("batch")
    assert payload(at, "pixel_view")["camera"]["stack"] == 32
    at = at.button(key="answer_draw.batch_0").click().run()
    assert payload(at, "pixel_view")["camera"]["stack"] == 1


def test_center_of_is_where_the_ink_lies():
    levels = np.zeros((8, 8), np.uint8)
    assert center_of(levels) == [4, 4]
    levels[6, 1] = 9
    assert center_of(levels) == [6.5, 1.5]
