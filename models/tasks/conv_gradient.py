"""Conv gradient: train a small CNN with and without gradients through its Flatten layer."""

from collections.abc import Generator

import keras
import numpy as np
import tensorflow as tf

from models.data.datasets import Examples, load
from models.training.config import lesson_config
from models.training.split import split

FILTERS, SIDE = 8, 3  # kernels of 3 by 3
BATCH, RATE = 32, 3e-3


class StopGradientFlatten(keras.layers.Flatten):
    """A Flatten layer that passes no gradient back."""

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        """Return the flattened values, without a gradient."""
        return tf.stop_gradient(super().call(inputs))


def conv_network(flatten: keras.layers.Layer, seed: int) -> keras.Sequential:
    """Build Conv2D, a Flatten, and a softmax Dense of ten; the same seed gives the same weights."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(
                FILTERS,
                SIDE,
                activation="relu",
                kernel_initializer=keras.initializers.GlorotUniform(seed),
            ),
            flatten,
            keras.layers.Dense(
                10,
                activation="softmax",
                kernel_initializer=keras.initializers.GlorotUniform(seed + 1),
            ),
        ]
    )


def conv_before_flatten(
    seed: int = 0, epochs: int = 6, examples: int = 6000, validation: int = 1000
) -> Generator[dict, None, int]:
    """Train the same network twice, with Flatten's gradient and without.

    Args:
        seed: of the initial weights and of the shuffling.
        epochs: to train.
        examples: training images, MNIST's first.
        validation: images to evaluate on, the first of the lesson's validation images.

    Yields:
        Once before the training and once after each epoch: ``progress``, 0 to 1; ``epoch``; and
        for ``open`` and ``cut`` each ``kernels``, lists of (8, 3, 3); ``accuracy`` on those
        images; ``gradient``, the mean norm of the kernels' gradient, None where there was none;
        and ``variables``, how many of the network's four got one. Before the training also
        ``cells`` of the vector, and how many of them have exactly the gradient of their
        position in Conv2D's maps, ``same``.

    Returns:
        The number of training images.
    """
    dataset = load("mnist")
    images, labels = _tensors(dataset.train, examples)
    validation_data = _tensors(split(dataset, lesson_config())[1], validation)
    variants = {
        "open": Variant(conv_network(keras.layers.Flatten(), seed)),
        "cut": Variant(conv_network(StopGradientFlatten(), seed)),
    }
    comparison = compare_gradients(variants["open"].network, images[:1], labels[:1])
    yield {"progress": 0, "epoch": 0, **comparison, **_reports(variants, validation_data)}
    for epoch in range(1, epochs + 1):
        order = np.random.default_rng([seed, epoch]).permutation(examples)
        batches = tf.constant(order[: examples // BATCH * BATCH].reshape(-1, BATCH))
        for variant in variants.values():
            variant.train_epoch(images, labels, batches)
        yield {"progress": epoch / epochs, "epoch": epoch, **_reports(variants, validation_data)}
    return examples


def compare_gradients(network: keras.Sequential, images: tf.Tensor, labels: tf.Tensor) -> dict:
    """Compare the vector's gradient with that of the maps it was flattened from, cell by cell."""
    conv, flatten, dense = network.layers
    maps = conv(images)
    with tf.GradientTape() as tape:
        tape.watch(maps)
        vector = flatten(maps)
        loss = keras.losses.SparseCategoricalCrossentropy()(labels, dense(vector))
    d_maps, d_vector = tape.gradient(loss, [maps, vector])
    same = np.asarray(d_maps).reshape(-1) == np.asarray(d_vector).reshape(-1)
    return {"cells": same.size, "same": int(same.sum())}


def _reports(variants: dict[str, "Variant"], validation_data: tuple[tf.Tensor, tf.Tensor]) -> dict:
    return {name: variant.report(validation_data) for name, variant in variants.items()}


class Variant:
    """One of the two networks in training."""

    def __init__(self, network: keras.Sequential) -> None:
        self.network = network
        self.optimizer = keras.optimizers.Adam(RATE)
        self.optimizer.build(network.trainable_variables)
        self.mean_gradient_norm: float | None = None
        self.variables, self.cut = 0, False
        self._epoch = tf.function(self._train_batches)

    def train_epoch(self, images: tf.Tensor, labels: tf.Tensor, batches: tf.Tensor) -> None:
        """Train on every batch once."""
        norm = self._epoch(images, labels, batches)
        self.mean_gradient_norm = None if self.cut else float(norm)

    def _train_batches(self, images: tf.Tensor, labels: tf.Tensor, batches: tf.Tensor) -> tf.Tensor:
        total = tf.constant(0.0)
        for row in batches:
            total += self._step(tf.gather(images, row), tf.gather(labels, row))
        return total / tf.cast(tf.shape(batches)[0], tf.float32)

    def _step(self, images: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
        variables = self.network.trainable_variables
        with tf.GradientTape() as tape:
            probabilities = self.network(images, training=True)
            loss = keras.losses.SparseCategoricalCrossentropy()(labels, probabilities)
        gradients = tape.gradient(loss, variables)
        # A tape returns None, not 0, where no path leads from the loss to a variable.
        received = [(g, v) for g, v in zip(gradients, variables, strict=True) if g is not None]
        self.variables, self.cut = len(received), gradients[0] is None
        self.optimizer.apply(*zip(*received, strict=True))
        return tf.constant(0.0) if self.cut else tf.norm(gradients[0])

    def report(self, validation_data: tuple[tf.Tensor, tf.Tensor]) -> dict:
        """Return kernels, accuracy and gradient statistics."""
        images, labels = validation_data
        predictions = self.network.predict_on_batch(images).argmax(axis=1)
        kernels = self.network.layers[0].kernel.numpy()  # (3, 3, 1, 8)
        return {
            "kernels": np.moveaxis(kernels[:, :, 0], -1, 0).tolist(),  # events are plain lists
            "accuracy": float((predictions == labels.numpy()).mean()),
            "gradient": self.mean_gradient_norm,
            "variables": self.variables,
        }


def _tensors(examples: Examples, count: int) -> tuple[tf.Tensor, tf.Tensor]:
    images = examples.images[:count, :, :, np.newaxis] / 255
    return tf.constant(images, tf.float32), tf.constant(examples.labels[:count], tf.int32)
