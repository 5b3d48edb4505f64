"""Reference: the same network in Keras, the judge of every number we show."""

import keras

from models.activations import ACTIVATIONS
from models.dense import DenseLayer, dense_names


def build_network(
    shape: tuple[int, ...],
    hidden_units: tuple[int, ...],
    activation: str,
    classes: int,
    seed: int = 0,
) -> keras.Sequential:
    """Build Flatten, hidden Dense layers, and a softmax Dense of one unit a class.

    Args:
        shape: one image's shape, without the batch axis.
        hidden_units: units of each hidden layer; ``()`` is Flatten→Dense(classes).
        activation: of the hidden layers, a key of ``ACTIVATIONS``.
        classes: units of the output layer.
        seed: goes to the kernel initialisers, never to a global generator.

    Raises:
        ValueError: no activation of that name.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(
            f"no activation is called {activation!r}; there are {', '.join(ACTIVATIONS)}"
        )
    network = keras.Sequential([keras.Input(shape), keras.layers.Flatten()])
    for place, units in enumerate((*hidden_units, classes)):
        network.add(
            keras.layers.Dense(
                units,
                activation="softmax" if place == len(hidden_units) else activation,
                # One seed for two layers would give them related weights.
                kernel_initializer=keras.initializers.GlorotUniform(seed=seed * 1000 + place),
            )
        )
    return network


def read_layers(network: keras.Sequential) -> tuple[DenseLayer, ...]:
    """Copy a Keras network's Dense layers into our own, weights, biases and activations."""
    return tuple(
        DenseLayer(
            layer.kernel.numpy(),
            layer.bias.numpy() if layer.use_bias else [0.0] * layer.units,
            layer.activation.__name__,
        )
        for layer in network.layers
        if isinstance(layer, keras.layers.Dense)
    )


def write_layers(shape: tuple[int, ...], layers: tuple[DenseLayer, ...]) -> keras.Sequential:
    """Build the Keras network of our layers: Flatten, and a Dense of the same numbers for each.

    Args:
        shape: one image's, without the batch axis.
        layers: whose weights and activations the network gets; called ``dense``, ``dense_1``, …
    """
    network = keras.Sequential([keras.Input(shape), keras.layers.Flatten(name="flatten")])
    for name, layer in zip(dense_names(len(layers)), layers, strict=True):
        dense = keras.layers.Dense(layer.units, activation=layer.activation, name=name)
        network.add(dense)
        dense.set_weights([layer.kernel, layer.bias])
    return network
