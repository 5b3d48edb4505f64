"""Keras trainer: train any Keras network epoch by epoch, evaluated in between."""

from collections.abc import Generator

import keras
import numpy as np
import tensorflow as tf

from models.nn.arrays import Array

BATCH = 64
IMAGE_SHAPE = (None, 28, 28, 1)
CHUNK = 512  # images trained on between two progress events
EVAL_BATCH = 1000  # images evaluated together
EVAL_EPOCHS = (
    1,
    2,
    3,
    4,
    6,
    8,
    10,
    13,
    16,
    20,
    25,
    30,
)  # epochs after which it is evaluated, and its last

TrainingGenerator = Generator[tuple[float, dict | None], None, object]
"""Yields progress (0 to 1) and, after an evaluation, its metrics; returns what was trained."""


class KerasTrainer:
    """A network with its own Adam; the same seeds give the same training."""

    def __init__(self, network: keras.Sequential, rate: float = 1e-3) -> None:
        self.network = network
        self._optimizer = keras.optimizers.Adam(rate)
        self._optimizer.build(network.trainable_variables)
        # Traced once, for batches of any size.
        self._step = tf.function(
            self._train_step, [tf.TensorSpec(IMAGE_SHAPE), tf.TensorSpec([None], tf.int32)]
        )

    def fit(self, train: tuple, validation: tuple, epochs: int, seed: int) -> TrainingGenerator:
        """Train on all training images, epoch after epoch.

        Args:
            train: images, (n, …) from 0 to 1, and labels (n,).
            validation: images and labels to evaluate on.
            epochs: how many.
            seed: of the shuffling.

        Yields:
            As `TrainingGenerator`; the metrics are ``epoch``, ``loss`` and ``accuracy`` on the
            training images, ``validation_loss`` and ``validation_accuracy``, all at that step.
        """
        for epoch in range(1, epochs + 1):
            order = np.random.default_rng([seed, epoch]).permutation(len(train[0]))
            for first in range(0, len(order), CHUNK):
                self._train_images(train, order[first : first + CHUNK])
                yield (epoch - 1 + 0.8 * first / len(order)) / epochs, None
            metrics = None
            if epoch in EVAL_EPOCHS or epoch == epochs:
                loss, accuracy = yield from self._evaluate(train, (epoch - 0.2) / epochs)
                found = yield from self._evaluate(validation, (epoch - 0.1) / epochs)
                metrics = {
                    "epoch": epoch,
                    "loss": loss,
                    "accuracy": accuracy,
                    "validation_loss": found[0],
                    "validation_accuracy": found[1],
                }
            yield epoch / epochs, metrics
        return self.network

    def accuracy(self, images: Array, labels: Array) -> float:
        """Return the fraction of images that are classified correctly."""
        starts = range(0, len(images), EVAL_BATCH)
        predictions = [
            np.asarray(self.network(images[start : start + EVAL_BATCH])).argmax(1)
            for start in starts
        ]
        return float((np.concatenate(predictions) == labels).mean())

    def _evaluate(
        self, examples: tuple, progress: float
    ) -> Generator[tuple[float, None], None, tuple[float, float]]:
        losses, correct = 0.0, 0
        images, labels = examples
        for start in range(0, len(images), EVAL_BATCH):
            predictions = np.asarray(self.network(images[start : start + EVAL_BATCH]))
            true = labels[start : start + EVAL_BATCH]
            probabilities = predictions[np.arange(len(true)), true].astype(float)
            losses -= float(np.log(np.maximum(probabilities, 1e-7)).sum())  # Keras's own floor
            correct += int((predictions.argmax(1) == true).sum())
            yield progress, None
        return losses / len(images), correct / len(images)

    def _train_images(self, train: tuple, indices: Array) -> None:
        for start in range(0, len(indices), BATCH):
            images, labels = (part[indices[start : start + BATCH]] for part in train)
            self._step(tf.constant(images, tf.float32), tf.constant(labels, tf.int32))

    def _train_step(self, images: tf.Tensor, labels: tf.Tensor) -> None:
        weights = self.network.trainable_variables
        with tf.GradientTape() as tape:
            predictions = self.network(images, training=True)
            loss = keras.losses.SparseCategoricalCrossentropy()(labels, predictions)
        self._optimizer.apply(tape.gradient(loss, weights), weights)


def dense(units: int, seed: int) -> keras.Sequential:
    """Build Flatten, one hidden Dense layer and a softmax of ten units."""
    return _network([keras.layers.Flatten(), _dense(units, seed, "relu")], seed)


def cnn(seed: int) -> keras.Sequential:
    """Build a small CNN: convolution and pooling twice, Flatten, and a softmax of ten units."""
    return _network(
        [
            _conv(8, seed + 1),
            keras.layers.MaxPooling2D(),
            _conv(16, seed + 2),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
        ],
        seed,
    )


def with_head(head: keras.layers.Layer, seed: int) -> keras.Sequential:
    """Build three convolutions, a head that makes a vector of their maps, and a softmax of ten."""
    return _network(
        [
            _conv(16, seed + 1),
            keras.layers.MaxPooling2D(),
            _conv(32, seed + 2),
            _conv(32, seed + 3),
            head,
        ],
        seed,
    )


def _network(layers: list[keras.layers.Layer], seed: int) -> keras.Sequential:
    return keras.Sequential([keras.Input((28, 28, 1)), *layers, _dense(10, seed + 9, "softmax")])


def _conv(filters: int, seed: int) -> keras.layers.Conv2D:
    start = keras.initializers.GlorotUniform(seed)
    return keras.layers.Conv2D(filters, 3, activation="relu", kernel_initializer=start)


def _dense(units: int, seed: int, activation: str) -> keras.layers.Dense:
    start = keras.initializers.GlorotUniform(seed)
    return keras.layers.Dense(units, activation=activation, kernel_initializer=start)
