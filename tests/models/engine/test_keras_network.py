"""The Keras side: the network it builds, and our copy of its numbers."""

import random
from itertools import combinations

import keras
import numpy as np
import pytest

from models.engine.keras_network import build_network, compiled_network, initial_layers, read_layers
from models.nn.activations import ACTIVATIONS
from models.training.config import TrainingConfig


def kernels(network):
    return [layer.kernel for layer in read_layers(network)]


@pytest.mark.parametrize("hidden_units", [(), (16,), (32, 8)])
def test_a_network_is_flatten_then_hidden_dense_layers_then_a_softmax(hidden_units):
    network = build_network((6, 5, 3), hidden_units, "tanh", 4)
    flatten, *dense = network.layers
    assert isinstance(flatten, keras.layers.Flatten)
    assert all(type(layer) is keras.layers.Dense for layer in dense)
    assert [layer.units for layer in dense] == [*hidden_units, 4]
    names = [layer.activation.__name__ for layer in dense]
    assert names == ["tanh"] * len(hidden_units) + ["softmax"]
    assert network.input_shape == (None, 6, 5, 3)
    assert network.output_shape == (None, 4)


@pytest.mark.parametrize(
    ("shape", "hidden_units", "classes", "parameters"),
    [
        ((28, 28), (128,), 10, 101_770),
        ((28, 28), (), 10, 7_850),
        ((3, 3), (), 4, 40),
        ((8, 8, 3), (16, 5), 2, 192 * 16 + 16 + 16 * 5 + 5 + 5 * 2 + 2),
    ],
)
def test_keras_and_our_layers_count_the_same_parameters(shape, hidden_units, classes, parameters):
    network = build_network(shape, hidden_units, "relu", classes)
    assert network.count_params() == parameters
    assert sum(layer.parameters for layer in read_layers(network)) == parameters


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_of_the_lesson_builds_and_reads_back(activation):
    network = build_network((3, 3), (4,), activation, 2)
    assert [layer.activation for layer in read_layers(network)] == [activation, "softmax"]


def test_an_unknown_activation_is_refused_naming_the_known_ones():
    with pytest.raises(ValueError, match="no activation is called 'swoosh'") as refusal:
        build_network((3, 3), (4,), "swoosh", 2)
    assert all(name in str(refusal.value) for name in ACTIVATIONS)


@pytest.mark.parametrize("seed", [0, 1, 12345])
def test_one_seed_gives_one_network_each_time(seed):
    first, second = (kernels(build_network((4, 4), (8,), "relu", 3, seed)) for _ in range(2))
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)


def test_without_a_seed_the_network_is_that_of_seed_0():
    first, second = build_network((4, 4), (), "relu", 3), build_network((4, 4), (), "relu", 3, 0)
    np.testing.assert_array_equal(kernels(first)[0], kernels(second)[0])


def test_no_two_layers_and_no_two_seeds_share_a_kernel():
    found = [
        kernel
        for seed in (0, 1, 2, 999, 1000)
        for kernel in kernels(build_network((4, 4), (16, 16), "relu", 16, seed))
    ]
    assert {kernel.shape for kernel in found} == {(16, 16)}
    assert not any(np.array_equal(one, other) for one, other in combinations(found, 2))


def test_building_and_using_a_network_leaves_every_global_generator_as_it_was():
    numpy_before, python_before = np.random.get_state(), random.getstate()
    network = build_network((4, 4), (8,), "relu", 3, seed=7)
    network(np.zeros((1, 4, 4), np.float32))
    numpy_after = np.random.get_state()
    np.testing.assert_array_equal(numpy_after[1], numpy_before[1])
    assert numpy_after[2:] == numpy_before[2:]
    assert random.getstate() == python_before


@pytest.mark.parametrize("use_bias", [True, False])
def test_layers_read_are_the_numbers_keras_holds(use_bias):
    network = keras.Sequential(
        [
            keras.Input((3, 4)),
            keras.layers.Flatten(),
            keras.layers.Dense(5, "elu", use_bias=use_bias, bias_initializer="random_normal"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(2, use_bias=use_bias, bias_initializer="random_normal"),
        ]
    )
    layers = read_layers(network)
    assert [layer.activation for layer in layers] == ["elu", "linear"]
    weights = iter(network.get_weights())
    for layer in layers:
        np.testing.assert_array_equal(layer.kernel, next(weights))
        expected = next(weights) if use_bias else np.zeros(layer.units)
        np.testing.assert_array_equal(layer.bias, expected)
    assert next(weights, None) is None
    assert layers[0].bias.any() == use_bias  # random, so not all zero


def test_layers_read_stay_what_they_were_when_the_network_learns_on():
    network = build_network((3, 3), (), "relu", 2)
    (layer,) = read_layers(network)
    before = layer.kernel.copy()
    network.layers[-1].kernel.assign(np.zeros((9, 2)))
    np.testing.assert_array_equal(layer.kernel, before)
    assert layer.kernel.any()


@pytest.mark.parametrize("hidden_units", [(), (16,), (32, 8)])
def test_first_layers_are_those_a_built_network_begins_with(hidden_units):
    built = read_layers(build_network((6, 5), hidden_units, "tanh", 4, seed=3))
    for layer, expected in zip(initial_layers(30, hidden_units, "tanh", 4, 3), built, strict=True):
        np.testing.assert_array_equal(layer.kernel, expected.kernel)
        np.testing.assert_array_equal(layer.bias, expected.bias)
        assert layer.activation == expected.activation


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_compiled_network_holds_the_layers_it_was_given_and_learns_on(activation):
    network = build_network((4, 4), (6,), activation, 3, seed=1)
    random_bias = np.random.default_rng(0)
    for layer in network.layers[1:]:
        layer.bias.assign(random_bias.normal(size=layer.units))
    config = TrainingConfig(l2=0.01, dropout=0.5, frozen=(0,), optimizer="momentum")
    copy = compiled_network(read_layers(network), (4, 4), config)
    images = np.random.default_rng(1).random((20, 4, 4), np.float32)
    np.testing.assert_array_equal(
        copy.predict(images, verbose=0), network.predict(images, verbose=0)
    )
    copy.fit(images, np.arange(20) % 3, verbose=0)
    first, last = read_layers(copy)
    before_first, before_last = read_layers(network)
    np.testing.assert_array_equal(first.kernel, before_first.kernel)  # frozen
    assert (last.kernel != before_last.kernel).any()


def test_layers_for_other_images_are_refused():
    layers = initial_layers(30, (), "relu", 4)
    with pytest.raises(ValueError, match="reads 30 numbers, an image has 784"):
        compiled_network(layers, (28, 28))
