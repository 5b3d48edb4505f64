"""Keras evaluate: evaluate the network of any step of a run in real Keras."""

import numpy as np

from models.data.datasets import Examples, load
from models.data.input_encoding import ENCODINGS, encode
from models.engine.keras_network import to_keras
from models.nn.arrays import Array
from models.tasks.keras_outputs import PackedLayers, network_of_run
from models.tasks.replay import TaskGenerator, train_to
from models.training.config import TrainingConfig
from models.training.keras_check import checked_images, float32_tolerance, largest_sum
from models.training.lineage import Lineage
from models.training.split import split

BATCH = 1000  # images


def keras_evaluate(dataset: str, settings: dict, lineage: Lineage, step: int) -> TaskGenerator:
    """Train to a step, and evaluate its network with Keras on the images the run is evaluated on.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's, as ``TrainingConfig`` takes them.
        lineage: the configs before them.
        step: the step.

    Returns:
        ``loss`` and ``accuracy``, as of ``evaluate``; ``confusion``, (classes, classes), from
        ``predict``; ``tolerance``, of the loss in float32; and ``undecided``, the number of
        images whose prediction could change within the tolerance.
    """
    data, config = load(dataset), TrainingConfig(**settings)
    at = yield from train_to(data, config, lineage, step)
    _, validation = split(data, config)
    images, labels = _encoded_images(validation, config), validation.labels
    network = to_keras(validation.images.shape[1:], at.layers, config)
    # Compiled by XLA, each network would leave megabytes in the worker.
    network.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    loss, accuracy = network.evaluate(images, labels, batch_size=BATCH, verbose=0)
    yield {"progress": 1.0}  # other jobs may run
    outputs = network.predict(images, batch_size=BATCH, verbose=0)
    tolerance = float32_tolerance(largest_sum(images[: checked_images(at.layers)], at.layers))
    return {
        "loss": float(loss),
        "accuracy": float(accuracy),
        "confusion": _confusion(labels, outputs),
        "tolerance": tolerance,
        "undecided": _undecided(outputs, tolerance),
    }


def test_evaluation(layers: PackedLayers, dataset: str, settings: dict) -> dict:
    """Evaluate a trained network with Keras on all test images.

    Args:
        layers: the network's, for images from 0 to 1.
        dataset: a key of ``DATASETS``.
        settings: of the run that trained it; its L2 is part of the loss, as in `keras_file`.

    Returns:
        ``loss`` and ``accuracy``, as of ``evaluate``.
    """
    test = load(dataset).test
    network = network_of_run(layers, test.images.shape[1:], settings)
    # As above.
    network.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    images = np.asarray(test.images / 255, np.float32)
    loss, accuracy = network.evaluate(images, test.labels, batch_size=BATCH, verbose=0)
    return {"loss": float(loss), "accuracy": float(accuracy)}


def _encoded_images(examples: Examples, config: TrainingConfig) -> Array:
    """Return images in the config's input encoding, float32."""
    encoded = encode(examples, config.pixels)
    return np.asarray(encoded.images / ENCODINGS[config.pixels].divisor, np.float32)


def _confusion(labels: Array, outputs: Array) -> Array:
    """Count true classes by row and predicted ones by column."""
    classes = outputs.shape[1]
    counted = np.bincount(labels * classes + outputs.argmax(axis=1), minlength=classes**2)
    return counted.reshape(classes, classes)


def _undecided(outputs: Array, tolerance: float) -> int:
    """Count the images whose two most probable classes are closer than two logits' tolerance."""
    second, first = np.log(np.maximum(np.sort(outputs, axis=1)[:, -2:], 1e-37)).T
    return int((first - second <= 2 * tolerance).sum())
