"""Training step: gradients by backpropagation, and the optimizer's update."""

from collections.abc import Callable
from dataclasses import dataclass

import tensorflow as tf

from models.engine.network_spec import HyperTensors, NetworkSpec, Tensor, TrainState, penalty


@dataclass(frozen=True, eq=False)
class TrainingStep:
    """Training of one architecture by one optimizer."""

    network: NetworkSpec
    update: Callable  # of ``OPTIMIZERS``

    def gradients_of(self, images, labels, counts, settings, step, weights):
        """Return logits, losses and gradients of the mean loss over images with a count of 1."""
        network = self.network
        drop = network.dropper(settings, step)
        with tf.GradientTape() as tape:
            tape.watch(weights)
            logits, _ = network.forward(network.scaled(images), weights, drop)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            mean = tf.reduce_sum(losses * counts) / tf.reduce_sum(counts)
        gradients = list(tape.gradient(mean, weights))
        for index, kernel in enumerate(weights[::2]):
            strength = tf.where(settings.trainable[index], 2 * settings.l2, 0.0)
            gradients[2 * index] += strength * kernel
        return logits, losses, gradients

    def apply_update(
        self, state: TrainState, gradients: list[Tensor], settings: HyperTensors
    ) -> TrainState:
        """Apply the optimizer's update to every weight that is not frozen."""
        optimizer_step, weights, all_slots = state.optimizer_step + 1, [], []
        for index, (weight, gradient) in enumerate(zip(state.weights, gradients, strict=True)):
            trainable, slots = settings.trainable[index // 2], state.slots[index]
            kept = tf.where(trainable, gradient, 0.0)  # NaN * 0 is still NaN
            factor = tf.cast(trainable, tf.float32)
            updated, slots = self.update(
                weight, kept, slots, settings.learning_rate, optimizer_step, factor
            )
            weights.append(updated)
            all_slots.append(slots)
        return TrainState(optimizer_step, tuple(weights), tuple(all_slots))

    def train(self, images, labels, order, count, settings, first, end, before, state):
        """Train on an epoch's batches from ``first`` up to ``end``.

        Args:
            images: ``(n, pixels)``.
            labels: ``(n,)``.
            order: ``(batches, batch size)``, indices of images.
            count: images of the epoch; later indices only fill up the last batch.
            settings: the hyperparameters.
            first: the first batch.
            end: the batch to stop before.
            before: steps trained before this epoch.
            state: the state to start from.

        Returns:
            The new state; mean loss and accuracy; each kernel's gradient norm in the last batch.
        """
        size = order.shape[1]

        def body(batch, state, loss, correct, norms, current_penalty):
            indices = order[batch]
            counts = tf.cast(batch * size + tf.range(size) < count, tf.float32)
            batch_labels = tf.gather(labels, indices)
            logits, losses, gradients = self.gradients_of(
                tf.gather(images, indices),
                batch_labels,
                counts,
                settings,
                before + batch,
                state.weights,
            )
            loss += tf.reduce_sum((losses + current_penalty) * counts)
            correct += tf.reduce_sum(_correct(logits, batch_labels) * counts)
            norms = tf.cond(
                batch == end - 1,
                lambda: tf.stack([tf.norm(each) for each in gradients[::2]]),
                lambda: norms,
            )
            state = self.apply_update(state, gradients, settings)
            # Computed now for the next batch: if the old weights were needed after the update,
            # XLA would copy them at every step, which takes a tenth of an epoch's time.
            current_penalty = penalty(state.weights, settings)
            return batch + 1, state, loss, correct, norms, current_penalty

        norms, current_penalty = tf.zeros(self.network.hidden + 1), penalty(state.weights, settings)
        _, state, loss, correct, norms, _ = tf.while_loop(
            lambda batch, *_: batch < end, body, (first, state, 0.0, 0.0, norms, current_penalty)
        )
        images_seen = tf.cast(tf.minimum(end * size, count) - first * size, tf.float32)
        return state, (loss / images_seen, correct / images_seen), norms

    def trace(self, images, labels, counts, settings, step, weights):
        """Return one batch's logits, losses, gradients and penalty, as `train` computes them.

        Not compiled: one batch takes less time than compiling would.
        """
        return *self.gradients_of(images, labels, counts, settings, step, weights), penalty(
            weights, settings
        )


def _correct(logits: Tensor, labels: Tensor) -> Tensor:
    return tf.cast(tf.argmax(logits, 1, tf.int32) == labels, tf.float32)
