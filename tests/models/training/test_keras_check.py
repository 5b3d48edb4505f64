import math

import numpy as np
import pytest

from models.nn.backprop import trace_backprop
from models.nn.dense import DenseLayer, random_layer, trace_dense
from models.nn.network import shipped_layers, trace_network
from models.tasks.keras_gradients import keras_gradients
from models.training.keras_check import check_backprop, check_dense, checked_images, compare

LAYER = random_layer(9, 4, "relu", seed=0, digits=2)


def test_a_difference_that_is_no_number_is_never_called_the_same():
    check = check_dense(trace_dense(np.arange(1, 10.0), LAYER))
    nan = {"sums": [np.full(4, math.nan)], "outputs": [np.zeros(4)]}
    agreement = compare(check, nan)
    assert not agreement.within_tolerance
    assert agreement.largest == math.inf


def test_arrays_of_other_shapes_are_not_compared():
    check = check_dense(trace_dense(np.arange(1, 10.0), LAYER))
    answer = {"sums": [np.zeros(3)], "outputs": [np.zeros(3)]}
    with pytest.raises(ValueError, match="shapes"):
        compare(check, answer)


def test_other_numbers_have_another_mark():
    def mark(inputs, layer):
        return check_dense(trace_dense(inputs, layer)).fingerprint

    inputs = np.arange(1, 10.0)
    other_bias = DenseLayer(LAYER.kernel, LAYER.bias + 1e-9, "relu")
    other_bend = DenseLayer(LAYER.kernel, LAYER.bias, "tanh")
    marks = [mark(inputs, LAYER), mark(inputs + 1e-9, LAYER)]
    marks += [mark(inputs, other_bias), mark(inputs, other_bend)]
    assert len(set(marks)) == 4
    assert mark(inputs, LAYER) == marks[0]


@pytest.mark.parametrize(("units", "images"), [(16, 1000), (4096, 307), (40_000, 31)])
def test_a_wide_network_is_checked_with_fewer_images(units, images):
    layers = (
        DenseLayer(np.zeros((784, units), np.float32), np.zeros(units), "relu"),
        DenseLayer(np.zeros((units, 10), np.float32), np.zeros(10), "softmax"),
    )
    assert checked_images(layers) == images


@pytest.mark.parametrize("label", [0, 7])
def test_the_way_back_through_the_shipped_network_is_the_same_part_by_part(label):
    image = np.random.default_rng(label).random((28, 28))
    check = check_backprop(trace_backprop(trace_network(image, shipped_layers()), label))
    agreement = compare(check, keras_gradients(**check.arguments))
    assert agreement.within_tolerance
    assert [name for name, _ in agreement.parts] == ["loss", "d_logits", "d_vector", "d_image"]
    assert agreement.largest == max(apart for _, apart in agreement.parts) < 1e-4
    assert agreement.values == 1 + 10 + 784 + 784


def test_a_gradient_of_the_wrong_sign_is_called_different():
    image = np.random.default_rng(0).random((28, 28))
    check = check_backprop(trace_backprop(trace_network(image, shipped_layers()), 3))
    answer = keras_gradients(**check.arguments)
    assert not compare(check, {**answer, "d_image": -answer["d_image"]}).within_tolerance
