import keras
import numpy as np
import pytest

from components.drawing.network_input import read_picture, shipped_accuracy
from components.network.wrong_order import CHOICES
from components.state.drawing import COLORS
from components.state.session import Session
from components.ui.lesson_text import sections
from models.data.datasets import load
from models.nn.flatten import ORDERS
from models.nn.network import predict, shipped_layers, trace_network


def test_read_in_the_right_order_the_accuracy_is_the_one_the_page_opens_with():
    assert shipped_accuracy("row by row") == pytest.approx(shipped_accuracy(), abs=1e-12)


def test_read_column_by_column_it_is_the_accuracy_on_the_test_images_turned_over():
    test = load("mnist").test
    vectors = np.asarray(keras.layers.Flatten()(test.images.transpose(0, 2, 1) / 255))
    right = predict(vectors, shipped_layers()).argmax(axis=1) == test.labels
    assert shipped_accuracy("column by column") == pytest.approx(right.mean(), abs=1e-3)
    assert shipped_accuracy("column by column") < 0.3 < 0.95 < shipped_accuracy("row by row")


def test_the_learners_picture_reaches_the_first_dense_layer_in_the_chosen_order():
    learner = Session()
    learner.drawing.choose("28×28", "gray")
    learner.network.prepare = False
    learner.drawing.draw(np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8))
    for order in CHOICES:
        learner.network.read_order = order
        trace = read_picture(learner)
        vector = learner.drawing.image.reshape(-1)[ORDERS[order].indices((28, 28))]
        np.testing.assert_array_equal(trace.dense[0].inputs, vector)
        again = trace_network(vector.reshape(28, 28), shipped_layers())
        np.testing.assert_array_equal(trace.outputs, again.outputs)


def test_every_order_has_its_words_for_gray_and_for_color():
    combinations = {f"{order}, {color}" for order in ORDERS for color in COLORS}
    assert combinations <= set(sections("flatten"))
