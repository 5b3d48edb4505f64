"""A neuron switched off: what Keras predicts with the neuron's weights to the next layer at 0."""

import keras
import numpy as np
import pytest

from models.data.datasets import load_examples
from models.explain.neuron_off import hidden_outputs, switch_off
from models.nn.network import shipped_layers

COUNT = 1500  # images: more than are evaluated at once


def keras_predictions(layers, images, off=None):
    network = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten()])
    for each in layers:
        dense = keras.layers.Dense(each.units, activation=each.activation)
        network.add(dense)
        dense.set_weights([each.kernel, each.bias])
    if off is not None:
        kernel, bias = network.layers[-1].get_weights()
        kernel[off] = 0
        network.layers[-1].set_weights([kernel, bias])
    return network.predict(images / np.float32(255), verbose=0).argmax(axis=1)


@pytest.mark.parametrize("neuron", [0, 54, 127])
def test_the_counts_are_those_of_a_keras_network_without_the_neurons_connections(neuron):
    test = load_examples("mnist", "test")
    images, labels = test.images[:COUNT], test.labels[:COUNT]
    found = switch_off(hidden_outputs(images, shipped_layers()), labels, neuron)
    with_all = keras_predictions(shipped_layers(), images)
    without = keras_predictions(shipped_layers(), images, neuron)
    assert found.images == COUNT
    assert found.correct == (with_all == labels).sum()
    assert found.correct_without == (without == labels).sum()
    assert found.changed == (without != with_all).sum()


def test_some_neuron_matters():
    test = load_examples("mnist", "test")
    hidden = hidden_outputs(test.images[:COUNT], shipped_layers())
    changed = [switch_off(hidden, test.labels[:COUNT], each).changed for each in range(128)]
    assert 0 < max(changed) < COUNT / 2
