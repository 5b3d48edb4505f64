"""Keras outputs: run a network in real Keras, and save it as a Keras file."""

import tempfile
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np

from models.engine.keras_network import compiled_network, to_keras
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
    config = TrainingConfig(**settings)
    if config.pixels == "raw":  # its first kernel now reads 0 to 1, and is 255 times as large
        config = replace(config, l2=0.0)
    dense_layers = tuple(DenseLayer(*layer) for layer in layers)
    network = compiled_network(dense_layers, tuple(shape), config)
    # Otherwise loading warns that the optimizer is not built.
    network.optimizer.build(network.trainable_variables)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.keras"
        network.save(file)
        return file.read_bytes()


def keras_network(layers: PackedLayers, shape: tuple[int, ...]) -> keras.Sequential:
    """Return the Keras network of packed layers, for images of a shape."""
    return to_keras(tuple(shape), tuple(DenseLayer(*layer) for layer in layers))
