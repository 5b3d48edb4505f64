import numpy as np
import pytest

from components.drawing.network_input import (
    CLASSES,
    network_input,
    network_layers,
    prediction_text,
    read_picture,
    shipped_accuracy,
)
from components.state.drawing import COLORS, PADS
from components.state.session import Session
from models.data.datasets import load
from models.data.image_files import as_digit
from models.nn.dense import DenseLayer, random_layer
from models.nn.network import predict, shipped_layers, trace_network
from models.texts import LearnerError

KINDS = [(size, color) for size in PADS for color in COLORS]


def scribbled(size, color="gray"):
    learner = Session()
    learner.drawing.choose(size, color)
    levels = np.zeros_like(learner.drawing.levels)
    levels[len(levels) // 3 :, len(levels) // 2] = PADS[size].levels
    learner.drawing.draw(levels)
    return learner


def certain_of(digit):
    """A network that says one digit, whatever it reads."""
    bias = np.zeros(10)
    bias[digit] = 2.0
    return (DenseLayer(np.zeros((784, 10)), bias, "softmax"),)


@pytest.mark.parametrize("digit", range(10))
def test_the_answer_names_the_digit_with_the_largest_share_and_the_share(digit):
    trace = trace_network(np.ones((28, 28)), certain_of(digit))
    share = np.exp(2) / (np.exp(2) + 9)
    assert prediction_text(trace) == f"Prediction: {digit}, {share:.1%}"


def test_the_answer_to_an_empty_page_is_that_there_is_no_ink():
    assert prediction_text(trace_network(np.zeros((28, 28)), certain_of(3))).startswith(
        "Nothing is drawn yet"
    )


@pytest.mark.parametrize(("size", "color"), KINDS)
def test_a_prepared_picture_of_any_size_is_what_the_network_reads(size, color):
    learner = scribbled(size, color)
    image = network_input(learner)
    assert image.shape == (28, 28)
    np.testing.assert_array_equal(image, as_digit(learner.drawing.light))
    assert image.max() == pytest.approx(1)


def test_a_photograph_is_prepared_as_fine_as_it_came():
    fine = np.ones((280, 280))
    fine[40:240, 136:144] = 0
    learner = Session()
    learner.drawing.choose("8×8", "gray")
    learner.drawing.replace(np.full((8, 8), 0.5), "from your file", original=fine)
    np.testing.assert_array_equal(network_input(learner), as_digit(fine))


@pytest.mark.parametrize(("size", "color"), KINDS)
def test_without_preparation_only_784_gray_values_are_read_and_all_else_is_a_sentence(size, color):
    learner = scribbled(size, color)
    learner.network.prepare = False
    if (size, color) == ("28×28", "gray"):
        np.testing.assert_array_equal(network_input(learner), learner.drawing.image)
        return
    with pytest.raises(LearnerError, match=f"your image has {learner.drawing.levels.size}"):
        network_input(learner)
    with pytest.raises(LearnerError, match="Switch on the preparation"):
        read_picture(learner)


def test_the_network_is_the_lessons_until_the_learner_has_and_wants_their_own():
    learner = Session()
    learner.network.use_own = True
    assert network_layers(learner) is shipped_layers()
    own = random_layer(784, 10, "softmax", seed=1, digits=4)
    learner.network.adopt("run", (own,))
    (layer,) = network_layers(learner)
    np.testing.assert_array_equal(layer.kernel, own.kernel)
    learner.network.use_own = False
    assert network_layers(learner) is shipped_layers()


def test_what_the_learner_sees_read_is_their_picture_through_that_network():
    learner = scribbled("28×28")
    trace = read_picture(learner)
    again = predict(network_input(learner)[np.newaxis], shipped_layers())[0]
    np.testing.assert_allclose(trace.outputs, again, atol=1e-12)
    assert trace.outputs.sum() == pytest.approx(1)


def test_the_accuracy_on_the_page_is_the_share_of_test_images_read_right():
    test = load("mnist").test
    few = predict(test.images / 255, shipped_layers()).argmax(axis=1) == test.labels
    assert shipped_accuracy() == pytest.approx(few.mean(), abs=1e-12)


def test_the_lessons_network_reads_at_least_98_point_3_percent_of_mnists_test_images():
    assert shipped_accuracy() >= 0.983


def test_the_lessons_network_has_a_name_for_each_of_its_outputs():
    assert shipped_layers()[-1].units == len(CLASSES)
    assert tuple(CLASSES) == load("mnist").classes
