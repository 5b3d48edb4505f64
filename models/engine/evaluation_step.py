"""Evaluation step: loss, confusion matrix and flat units on images, without training."""

from dataclasses import dataclass

import tensorflow as tf

from models.engine.network_spec import NetworkSpec, penalty

TILE = 1000  # images evaluated at once


@dataclass(frozen=True, eq=False)
class EvaluationStep:
    """Evaluation of one architecture."""

    network: NetworkSpec

    def evaluate(self, parts, settings, weights):
        """Evaluate without training.

        Args:
            parts: one `TensorData` per part; the partition changes the time only, not the result.
            settings: the hyperparameters.
            weights: kernel, bias, kernel, bias, …

        Returns:
            The mean loss, the confusion matrix, and per hidden layer the fraction of images at
            which each unit's activation is flat.
        """
        classes = weights[-1].shape[0]
        zeros = tuple(map(tf.zeros_like, weights[1:-2:2]))
        totals = (0.0, tf.zeros((classes, classes)), zeros if self.network.flat_region else ())
        for data in parts:
            part_weights = (tf.gather(weights[0], data.pixels), *weights[1:])
            totals = self._evaluate_part(data, part_weights, totals)
        loss, confusion, flats = totals
        count = sum(data.images.shape[0] for data in parts)
        loss = loss / count + penalty(weights, settings)
        return loss, confusion, tuple(flat / count for flat in flats) or zeros

    def _evaluate_part(self, data, weights, totals):
        """Add one part to the totals, tile by tile to stay in the CPU cache."""
        network, (images, labels, _) = self.network, data
        count, classes = images.shape[0], weights[-1].shape[0]
        size = min(TILE, count)

        def body(tile, loss, confusion, flats):
            first = tf.minimum(tile * size, count - size)
            mask = tf.cast(first + tf.range(size) >= tile * size, tf.float32)
            inputs = network.scaled(tf.slice(images, (first, 0), (size, images.shape[1])))
            batch_labels = tf.slice(labels, (first,), (size,))
            logits, outputs = network.forward(inputs, weights)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(batch_labels, logits)
            predicted = tf.one_hot(tf.argmax(logits, 1, tf.int32), classes)
            true = tf.one_hot(batch_labels, classes) * mask[:, None]
            flats = tuple(
                flat
                + tf.linalg.matvec(
                    tf.cast(network.flat_region.contains(values), tf.float32),  # pyright: ignore[reportOptionalMemberAccess] - without it there are no flats
                    mask,
                    transpose_a=True,
                )
                for flat, values in zip(flats, outputs, strict=bool(network.flat_region))
            )
            loss += tf.reduce_sum(losses * mask)
            return tile + 1, loss, confusion + tf.matmul(true, predicted, transpose_a=True), flats

        tiles = -(-count // size)
        return tf.while_loop(lambda tile, *_: tile < tiles, body, (0, *totals))[1:]
