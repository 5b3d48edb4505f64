"""Keras outputs: run a network in real Keras, and save it as a Keras file."""

import tempfile
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np

from models.engine.keras_network import compiled_network, to_keras
from models.export.older_keras import for_older_keras
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.training.config import TrainingConfig

PackedLayers = list[tuple[Array, Array, str]]  # kernel, bias, activation of each


def keras_trace(layers: PackedLayers, image: Array) -> dict:
    """Pass one image through real Keras layers, each reading Keras's own outputs before it.

    Returns:
        ``vector``, Flatten's output; for each Dense layer its ``sums``, from a copy without
        activation, and its ``outputs``.
    """
    values = keras.layers.Flatten()(np.asarray(image, np.float32)[np.newaxis])
    result = {"vector": np.asarray(values)[0], "sums": [], "outputs": []}
    for kernel, bias, activation in layers:
        for name, layer_activation in (("sums", None), ("outputs", activation)):
            dense = keras.layers.Dense(len(bias), activation=layer_activation)
            dense.build(values.shape)
            dense.set_weights([kernel, bias])
            outputs = dense(values)
            result[name].append(np.asarray(outputs)[0])
        values = outputs
    return result


def keras_outputs(layers: PackedLayers, images: Array) -> dict:
    """Return the Keras network's outputs.

    Args:
        layers: the network's.
        images: ``(n, rows, columns)``, uint8, divided by 255 as in the training.

    Returns:
        ``outputs`` of the last layer, ``(n, units)``.
    """
    network = keras_network(layers, images.shape[1:])
    return {"outputs": network.predict_on_batch(np.asarray(images / 255, np.float32))}


def keras_file(layers: PackedLayers, shape: tuple[int, ...], settings: dict) -> bytes:
    """Return the trained network as a ``.keras`` file, ready to predict, evaluate and train on.

    It has the run's L2, dropout and frozen layers; after raw pixels no L2, because images from
    0 to 1 need other kernels than those the penalty was for.

    Args:
        layers: the network's.
        shape: one image's.
        settings: of the run that trained it, as ``TrainingConfig`` takes them.
    """
    config = _config_of_network(settings)
    dense_layers = tuple(DenseLayer(*layer) for layer in layers)
    network = compiled_network(dense_layers, tuple(shape), config)
    # Otherwise loading warns that the optimizer is not built.
    network.optimizer.build(network.trainable_variables)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.keras"
        network.save(file)
        return for_older_keras(file.read_bytes())


def network_of_run(
    layers: PackedLayers, shape: tuple[int, ...], settings: dict
) -> keras.Sequential:
    """Return the network that `keras_file` saves, not compiled.

    Args:
        layers: the network's.
        shape: one image's.
        settings: as of `keras_file`.
    """
    dense_layers = tuple(DenseLayer(*layer) for layer in layers)
    return to_keras(tuple(shape), dense_layers, _config_of_network(settings))


def _config_of_network(settings: dict) -> TrainingConfig:
    """Return a run's config as it fits the network for images from 0 to 1."""
    config = TrainingConfig(**settings)
    # After raw pixels the first kernel is 255 times as large as the one that L2 was for.
    return replace(config, l2=0.0) if config.pixels == "raw" else config


def keras_network(layers: PackedLayers, shape: tuple[int, ...]) -> keras.Sequential:
    """Return the Keras network of packed layers, for images of a shape."""
    return to_keras(tuple(shape), tuple(DenseLayer(*layer) for layer in layers))
