"""At evaluate: real Keras judges the network of any moment of a run, as that moment was judged."""

import numpy as np

from models.data.datasets import Dataset, load
from models.data.input_encoding import PIXELS, as_read
from models.engine.keras_network import write_layers
from models.nn.arrays import Array
from models.tasks.replay import TaskGenerator, train_to
from models.training.config import TrainingConfig
from models.training.keras_check import allowed, images_for, sums_scale
from models.training.lineage import Way

BATCH = 1000  # images


def keras_evaluate(dataset: str, settings: dict, way: Way, step: int) -> TaskGenerator:
    """Train to a moment, and have ``keras.Model`` judge its network on all held-out images.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's, as ``TrainingConfig`` takes them.
        way: before them.
        step: the moment.

    Returns:
        ``loss`` and ``accuracy``, as ``evaluate`` gives them; ``confusion``, (classes, classes),
        of what ``predict`` takes each image for; ``allowed``, by how much a loss may be off as
        all is float32; and ``undecided``, of how many images that could change the answer.
    """
    data, config = load(dataset), TrainingConfig(**settings)
    at = yield from train_to(data, config, way, step)
    images = _read(data, config)
    network = write_layers(data.test.images.shape[1:], at.layers, config)
    # Compiled by XLA each network would leave megabytes in the worker.
    network.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    loss, accuracy = network.evaluate(images, data.test.labels, batch_size=BATCH, verbose=0)
    yield {"progress": 1.0}  # others' turn
    outputs = network.predict(images, batch_size=BATCH, verbose=0)
    doubt = allowed(sums_scale(images[: images_for(at.layers)], at.layers))
    return {
        "loss": float(loss),
        "accuracy": float(accuracy),
        "confusion": _confusion(data.test.labels, outputs),
        "allowed": doubt,
        "undecided": _undecided(outputs, doubt),
    }


def _read(data: Dataset, config: TrainingConfig) -> Array:
    """The held-out images as the config's networks read them, float32."""
    test = as_read(data.test, config.pixels)
    return np.asarray(test.images / PIXELS[config.pixels].divisor, np.float32)


def _confusion(labels: Array, outputs: Array) -> Array:
    """Count true classes by row and predicted ones by column."""
    classes = outputs.shape[1]
    counted = np.bincount(labels * classes + outputs.argmax(axis=1), minlength=classes**2)
    return counted.reshape(classes, classes)


def _undecided(outputs: Array, doubt: float) -> int:
    """Count the images whose two likeliest classes are closer than two logits can be off."""
    second, first = np.log(np.maximum(np.sort(outputs, axis=1)[:, -2:], 1e-37)).T
    return int((first - second <= 2 * doubt).sum())
