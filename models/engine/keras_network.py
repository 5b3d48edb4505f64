"""Keras network: the same network in Keras, the reference of every number we show."""

import math

import keras

from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, dense_names, layer_seed
from models.nn.initial_weights import initial_network
from models.nn.optimizers import OPTIMIZERS
from models.training.config import TrainingConfig


def keras_optimizer(name: str, rate: float) -> keras.optimizers.Optimizer:
    """Build one of our optimizers in Keras.

    Args:
        name: a key of ``OPTIMIZERS``.
        rate: the learning rate.
    """
    row = OPTIMIZERS[name]
    return getattr(keras.optimizers, row.keras_class)(
        learning_rate=rate, **dict(row.keras_arguments)
    )


def build_network(
    shape: tuple[int, ...],
    hidden_units: tuple[int, ...],
    activation: str,
    classes: int,
    seed: int = 0,
) -> keras.Sequential:
    """Build Flatten, hidden Dense layers, and a softmax Dense with one unit per class.

    Args:
        shape: one image's shape, without the batch axis.
        hidden_units: units of each hidden layer; ``()`` is Flatten→Dense(classes).
        activation: of the hidden layers, a key of ``ACTIVATIONS``.
        classes: units of the output layer.
        seed: of the kernel initializers, never of a global generator.

    Raises:
        ValueError: no activation of that name.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(
            f"no activation is called {activation!r}; there are {', '.join(ACTIVATIONS)}"
        )
    network = keras.Sequential([keras.Input(shape), keras.layers.Flatten()])
    for index, units in enumerate((*hidden_units, classes)):
        network.add(
            keras.layers.Dense(
                units,
                activation="softmax" if index == len(hidden_units) else activation,
                kernel_initializer=_initializer(layer_seed(seed, index)),
            )
        )
    return network


def initial_layers(
    inputs: int, hidden_units: tuple[int, ...], activation: str, classes: int, seed: int = 0
) -> tuple[DenseLayer, ...]:
    """Return the initial weights of the network `build_network` would build, without building it.

    Args:
        inputs: pixels of an image.
        hidden_units: units of each hidden layer.
        activation: of the hidden layers.
        classes: units of the output layer.
        seed: of the kernel initializers.
    """
    return initial_network(inputs, hidden_units, activation, classes, seed, draw=_keras_kernel)


def _keras_kernel(shape: tuple[int, int], seed: int) -> Array:
    return keras.ops.convert_to_numpy(_initializer(seed)(shape))


def _initializer(seed: int) -> keras.initializers.Initializer:
    return keras.initializers.GlorotUniform(seed=seed)


def read_layers(network: keras.Sequential) -> tuple[DenseLayer, ...]:
    """Return a Keras network's Dense layers as ours: weights, biases and activations."""
    return tuple(
        DenseLayer(
            layer.kernel.numpy(),
            layer.bias.numpy() if layer.use_bias else [0.0] * layer.units,
            layer.activation.__name__,
        )
        for layer in network.layers
        if isinstance(layer, keras.layers.Dense)
    )


def compiled_network(
    layers: tuple[DenseLayer, ...],
    shape: tuple[int, ...],
    config: TrainingConfig | None = None,
) -> keras.Sequential:
    """Build a compiled Keras network that trains and evaluates as ours does.

    ``evaluate`` on validation images, scaled to 0…1, gives a snapshot's validation loss and
    accuracy, to rounding.

    Args:
        layers: with the weights it gets; the last is a softmax.
        shape: one image's, without the batch axis.
        config: its optimizer and learning rate, L2, dropout and frozen layers; None is the
            default `TrainingConfig`.

    Raises:
        ValueError: the first layer does not read as many numbers as an image has.
    """
    config = config or TrainingConfig()
    inputs, pixels = layers[0].kernel.shape[0], math.prod(shape)
    if inputs != pixels:
        raise ValueError(f"the first layer reads {inputs} numbers, an image has {pixels}")
    network = to_keras(shape, layers, config)
    network.compile(
        keras_optimizer(config.optimizer, config.learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return network


def to_keras(
    shape: tuple[int, ...], layers: tuple[DenseLayer, ...], config: TrainingConfig | None = None
) -> keras.Sequential:
    """Build the Keras network of our layers: Flatten, then a Dense with the same weights for each.

    Args:
        shape: one image's, without the batch axis.
        layers: with the weights and activations; the Dense layers are ``dense``, ``dense_1``, …
        config: its L2, dropout and frozen layers; None has none of them.
    """
    config = config or TrainingConfig()
    network = keras.Sequential([keras.Input(shape), keras.layers.Flatten(name="flatten")])
    for index, (name, layer) in enumerate(zip(dense_names(len(layers)), layers, strict=True)):
        dense = keras.layers.Dense(
            layer.units,
            activation=layer.activation,
            kernel_regularizer=keras.regularizers.L2(config.l2) if config.l2 else None,
            name=name,
        )
        network.add(dense)
        dense.set_weights([layer.kernel, layer.bias])
        dense.trainable = index not in config.frozen
        if config.dropout and index < len(layers) - 1:
            network.add(keras.layers.Dropout(config.dropout, seed=config.seed + index))
    return network
