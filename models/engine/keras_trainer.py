"""Pupil: a Keras network of any kind that learns epoch by epoch and is judged in between."""

from collections.abc import Generator

import keras
import numpy as np
import tensorflow as tf

from models.nn.arrays import Array

BATCH = 64
IMAGES = (None, 28, 28, 1)
PIECE = 512  # images learned from between two signs of life
AT_ONCE = 1000  # images judged together
LOOKS = (1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 30)  # epochs after which it is judged, and its last

Way = Generator[tuple[float, dict | None], None, object]
"""Yields the share that is done and, at a look, its figures; returns what was trained."""


class Pupil:
    """A network with its own Adam; the same seeds give the same training."""

    def __init__(self, network: keras.Sequential, rate: float = 1e-3) -> None:
        self.network = network
        self._optimizer = keras.optimizers.Adam(rate)
        self._optimizer.build(network.trainable_variables)
        # Traced once, for batches of any size.
        self._step = tf.function(
            self._through, [tf.TensorSpec(IMAGES), tf.TensorSpec([None], tf.int32)]
        )

    def learn(self, train: tuple, test: tuple, epochs: int, seed: int) -> Way:
        """Learn from all training images, epoch after epoch.

        Args:
            train: images, (n, …) from 0 to 1, and labels (n,).
            test: the same of images to be judged on.
            epochs: how often.
            seed: of the order in which the images come.

        Yields:
            As `Way`; the figures are ``epoch``, ``loss``, ``accuracy`` on the training images,
            ``held_out_loss`` and ``held_out_accuracy``, all at that moment.
        """
        for epoch in range(1, epochs + 1):
            order = np.random.default_rng([seed, epoch]).permutation(len(train[0]))
            for first in range(0, len(order), PIECE):
                self._learn(train, order[first : first + PIECE])
                yield (epoch - 1 + 0.8 * first / len(order)) / epochs, None
            point = None
            if epoch in LOOKS or epoch == epochs:
                loss, accuracy = yield from self._judged(train, (epoch - 0.2) / epochs)
                held_out = yield from self._judged(test, (epoch - 0.1) / epochs)
                point = {
                    "epoch": epoch,
                    "loss": loss,
                    "accuracy": accuracy,
                    "held_out_loss": held_out[0],
                    "held_out_accuracy": held_out[1],
                }
            yield epoch / epochs, point
        return self.network

    def right(self, images: Array, labels: Array) -> float:
        """Say which share of images it reads right."""
        pieces = range(0, len(images), AT_ONCE)
        said = [np.asarray(self.network(images[at : at + AT_ONCE])).argmax(1) for at in pieces]
        return float((np.concatenate(said) == labels).mean())

    def _judged(self, examples: tuple, share: float) -> Generator:
        losses, right = 0.0, 0
        images, labels = examples
        for at in range(0, len(images), AT_ONCE):
            said = np.asarray(self.network(images[at : at + AT_ONCE]))
            true = labels[at : at + AT_ONCE]
            sure = said[np.arange(len(true)), true].astype(float)
            losses -= float(np.log(np.maximum(sure, 1e-7)).sum())  # Keras's own floor
            right += int((said.argmax(1) == true).sum())
            yield share, None
        return losses / len(images), right / len(images)

    def _learn(self, train: tuple, places: Array) -> None:
        for at in range(0, len(places), BATCH):
            images, labels = (part[places[at : at + BATCH]] for part in train)
            self._step(tf.constant(images, tf.float32), tf.constant(labels, tf.int32))

    def _through(self, images: tf.Tensor, labels: tf.Tensor) -> None:
        weights = self.network.trainable_variables
        with tf.GradientTape() as tape:
            said = self.network(images, training=True)
            loss = keras.losses.SparseCategoricalCrossentropy()(labels, said)
        self._optimizer.apply(tape.gradient(loss, weights), weights)


def dense(units: int, seed: int) -> keras.Sequential:
    """Build Flatten, one hidden Dense layer and a softmax of ten."""
    return _network([keras.layers.Flatten(), _dense(units, seed, "relu")], seed)


def cnn(seed: int) -> keras.Sequential:
    """Build a small CNN: convolution and pooling twice, Flatten, and a softmax of ten."""
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


def headed(head: keras.layers.Layer, seed: int) -> keras.Sequential:
    """Build three convolutions, a head that makes one row of their maps, and a softmax of ten."""
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
