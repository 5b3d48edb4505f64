"""Step functions: training, evaluation and tracing, compiled once per architecture."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import keras
import tensorflow as tf

from models.engine.xla import XlaFunction
from models.nn.activations import ACTIVATIONS
from models.nn.optimizers import OPTIMIZERS

TILE = 1000  # images evaluated at once
MAX_PROGRAMS = 16  # architectures whose programs are cached, about 18 MB each

Tensor = Any


class TrainState(NamedTuple):
    """All that training changes."""

    optimizer_step: Tensor  # (), float32: updates the slots have seen
    weights: tuple[Tensor, ...]  # kernel, bias, kernel, bias, …
    slots: tuple[tuple[Tensor, ...], ...]  # optimizer slots, one tuple per weight


class HyperTensors(NamedTuple):
    """Hyperparameters that are passed as tensors, so that changing them needs no new program."""

    learning_rate: Tensor  # ()
    l2: Tensor  # ()
    dropout: Tensor  # ()
    trainable: Tensor  # (layers,), bool: False where a layer is frozen
    seed: Tensor  # (), int32


class TensorData(NamedTuple):
    """Images to train or evaluate on, with their labels."""

    images: Tensor  # (n, pixels), uint8 or float32
    labels: Tensor  # (n,), int32
    pixels: Tensor  # (pixels,), int32: indices in the whole image


class StepFunctions(NamedTuple):
    """The functions that do the work, two of them XLA programs; see their docstrings."""

    train: XlaFunction
    evaluate: XlaFunction
    trace: Callable


@lru_cache(maxsize=MAX_PROGRAMS)
def build_step_functions(
    optimizer: str,
    activation: str,
    hidden_units: tuple[int, ...],
    has_dropout: bool,
    divisor: int = 255,
) -> StepFunctions:
    """Build the step functions of one architecture.

    Data, order, weights, slots and hyperparameters are arguments instead of captured, so one
    compilation (0.6 s) serves every later training of the same architecture.

    Args:
        optimizer: a key of ``OPTIMIZERS``.
        activation: of the hidden layers, a key of ``ACTIVATIONS``.
        hidden_units: units of each hidden layer; a cache entry each, so that old ones are evicted.
        has_dropout: whether there are Dropout layers.
        divisor: integer grey levels are divided by it; floats are not.
    """
    activate, flat_region = keras.activations.get(activation), ACTIVATIONS[activation].flat_region
    hidden = len(hidden_units)
    update = OPTIMIZERS[optimizer].update

    def scaled(images: Tensor) -> Tensor:
        return tf.cast(images, tf.float32) / divisor if images.dtype == tf.uint8 else images

    def forward(values: Tensor, weights: tuple[Tensor, ...], drop: Callable | None = None):
        """Return the logits and the hidden layers' outputs."""
        outputs = []
        for index in range(hidden):
            values = activate(values @ weights[2 * index] + weights[2 * index + 1])
            outputs.append(values)
            if drop is not None:
                values = drop(values, index)
        return values @ weights[-2] + weights[-1], outputs

    def penalty(weights: tuple[Tensor, ...], settings: HyperTensors) -> Tensor:
        """Return the L2 penalty; as in Keras, a frozen layer has none."""

        def total() -> Tensor:
            squares = tf.stack([tf.reduce_sum(kernel * kernel) for kernel in weights[::2]])
            return settings.l2 * tf.reduce_sum(tf.where(settings.trainable, squares, 0.0))

        return tf.cond(settings.l2 > 0, total, lambda: 0.0)

    def dropper(settings: HyperTensors, step: Tensor) -> Callable | None:
        """Return the dropout function; the mask depends on seed and step only, so replays match."""
        if not has_dropout:
            return None

        def drop(values: Tensor, index: int) -> Tensor:
            seed = tf.stack([settings.seed, step * hidden + index])
            uniform = tf.ensure_shape(_uniform(tf.shape(values), seed), values.shape)
            return tf.where(uniform >= settings.dropout, values / (1 - settings.dropout), 0.0)

        return drop

    def gradients_of(images, labels, counts, settings, step, weights):
        """Return logits, losses and gradients of the mean loss over images with a count of 1."""
        drop = dropper(settings, step)
        with tf.GradientTape() as tape:
            tape.watch(weights)
            logits, _ = forward(scaled(images), weights, drop)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            mean = tf.reduce_sum(losses * counts) / tf.reduce_sum(counts)
        gradients = list(tape.gradient(mean, weights))
        for index, kernel in enumerate(weights[::2]):
            strength = tf.where(settings.trainable[index], 2 * settings.l2, 0.0)
            gradients[2 * index] += strength * kernel
        return logits, losses, gradients

    def apply_update(
        state: TrainState, gradients: list[Tensor], settings: HyperTensors
    ) -> TrainState:
        """Apply the optimizer's update to every weight that is not frozen."""
        optimizer_step, weights, all_slots = state.optimizer_step + 1, [], []
        for index, (weight, gradient) in enumerate(zip(state.weights, gradients, strict=True)):
            trainable, slots = settings.trainable[index // 2], state.slots[index]
            gradient = tf.where(trainable, gradient, 0.0)  # NaN * 0 is still NaN
            factor = tf.cast(trainable, tf.float32)
            weight, slots = update(
                weight, gradient, slots, settings.learning_rate, optimizer_step, factor
            )
            weights.append(weight)
            all_slots.append(slots)
        return TrainState(optimizer_step, tuple(weights), tuple(all_slots))

    def train(images, labels, order, count, settings, first, end, before, state):
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
            logits, losses, gradients = gradients_of(
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
            state = apply_update(state, gradients, settings)
            # Computed now for the next batch: if the old weights were needed after the update,
            # XLA would copy them at every step, which takes a tenth of an epoch's time.
            current_penalty = penalty(state.weights, settings)
            return batch + 1, state, loss, correct, norms, current_penalty

        norms, current_penalty = tf.zeros(hidden + 1), penalty(state.weights, settings)
        _, state, loss, correct, norms, _ = tf.while_loop(
            lambda batch, *_: batch < end, body, (first, state, 0.0, 0.0, norms, current_penalty)
        )
        images_seen = tf.cast(tf.minimum(end * size, count) - first * size, tf.float32)
        return state, (loss / images_seen, correct / images_seen), norms

    def evaluate(parts, settings, weights):
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
        totals = (0.0, tf.zeros((classes, classes)), zeros if flat_region else ())
        for data in parts:
            part_weights = (tf.gather(weights[0], data.pixels), *weights[1:])
            totals = evaluate_part(data, part_weights, totals)
        loss, confusion, flats = totals
        count = sum(data.images.shape[0] for data in parts)
        loss = loss / count + penalty(weights, settings)
        return loss, confusion, tuple(flat / count for flat in flats) or zeros

    def evaluate_part(data, weights, totals):
        """Add one part to the totals, tile by tile to stay in the CPU cache."""
        images, labels, _ = data
        count, classes = images.shape[0], weights[-1].shape[0]
        size = min(TILE, count)

        def body(tile, loss, confusion, flats):
            first = tf.minimum(tile * size, count - size)
            mask = tf.cast(first + tf.range(size) >= tile * size, tf.float32)
            inputs = scaled(tf.slice(images, (first, 0), (size, images.shape[1])))
            batch_labels = tf.slice(labels, (first,), (size,))
            logits, outputs = forward(inputs, weights)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(batch_labels, logits)
            predicted = tf.one_hot(tf.argmax(logits, 1, tf.int32), classes)
            true = tf.one_hot(batch_labels, classes) * mask[:, None]
            flats = tuple(
                flat
                + tf.linalg.matvec(tf.cast(flat_region.contains(values), tf.float32), mask, True)
                for flat, values in zip(flats, outputs, strict=bool(flat_region))
            )
            loss += tf.reduce_sum(losses * mask)
            return tile + 1, loss, confusion + tf.matmul(true, predicted, transpose_a=True), flats

        tiles = -(-count // size)
        return tf.while_loop(lambda tile, *_: tile < tiles, body, (0, *totals))[1:]

    def trace(images, labels, counts, settings, step, weights):
        """Return one batch's logits, losses, gradients and penalty, as `train` computes them.

        Not compiled: one batch takes less time than compiling would.
        """
        return *gradients_of(images, labels, counts, settings, step, weights), penalty(
            weights, settings
        )

    return StepFunctions(XlaFunction(train), XlaFunction(evaluate), trace)


@tf.function(jit_compile=True)
def _uniform(shape: Tensor, seed: Tensor) -> Tensor:
    """Draw numbers from 0 to 1 as XLA does, also from code that is not compiled."""
    return tf.random.stateless_uniform(shape, seed)


def _correct(logits: Tensor, labels: Tensor) -> Tensor:
    return tf.cast(tf.argmax(logits, 1, tf.int32) == labels, tf.float32)
