"""At Keras: what the trainer's process does when it is sent on a task."""

import tempfile
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np

from models.engine.keras_network import compiled_network, write_layers
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.training.config import TrainingConfig

PackedLayers = list[tuple[Array, Array, str]]  # kernel, bias, activation of each


def keras_trace(layers: PackedLayers, image: Array) -> dict:
    """Send one image through real Keras layers, each reading what Keras's own before it wrote.

    Returns:
        ``vector``, what Flatten made; of each Dense layer its ``sums``, as a twin without
        activation gives them, and its ``outputs``.
    """
    values = keras.layers.Flatten()(np.asarray(image, np.float32)[np.newaxis])
    said = {"vector": np.asarray(values)[0], "sums": [], "outputs": []}
    for kernel, bias, activation in layers:
        for name, bend in (("sums", None), ("outputs", activation)):
            dense = keras.layers.Dense(len(bias), activation=bend)
            dense.build(values.shape)
            dense.set_weights([kernel, bias])
            answers = dense(values)
            said[name].append(np.asarray(answers)[0])
        values = answers
    return said


def keras_outputs(layers: PackedLayers, images: Array) -> dict:
    """Let the real Keras network predict.

    Args:
        layers: the network's.
        images: ``(n, rows, columns)``, uint8, divided by 255 as in the training.

    Returns:
        ``outputs`` of the last layer, ``(n, units)``.
    """
    network = network_of(layers, images.shape[1:])
    return {"outputs": network.predict_on_batch(np.asarray(images / 255, np.float32))}


def keras_file(layers: PackedLayers, shape: tuple[int, ...], settings: dict) -> bytes:
    """Write the trained network as a ``.keras`` file, ready to predict, evaluate and learn on.

    It has the run's L2, dropout and frozen layers; after raw pixels no L2, as plain pictures
    need other kernels than those it weighed.

    Args:
        layers: the network's.
        shape: one image's.
        settings: of the run that trained it, as ``TrainingConfig`` takes them.
    """
    config = TrainingConfig(**settings)
    if config.pixels == "raw":  # its first kernel now reads 0 to 1, and is 255 times as large
        config = replace(config, l2=0.0)
    ours = tuple(DenseLayer(*layer) for layer in layers)
    network = compiled_network(ours, tuple(shape), config)
    network.optimizer.build(network.trainable_variables)  # else loading warns that it is not
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.keras"
        network.save(file)
        return file.read_bytes()


def network_of(layers: PackedLayers, shape: tuple[int, ...]) -> keras.Sequential:
    """Make the Keras network of layers as they travel, for images of a shape."""
    return write_layers(tuple(shape), tuple(DenseLayer(*layer) for layer in layers))
