"""Training: look at a batch, see how wrong the network is, nudge every weight; again and again."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import keras
import numpy as np
import tensorflow as tf

from models.datasets import Dataset, Examples
from models.dense import DenseLayer
from models.optimizers import OPTIMIZERS
from models.plan import LOOKS_AN_EPOCH, Snapshot, TrainingPlan
from models.reference import build_network, read_layers

__all__ = ["OPTIMIZERS", "Snapshot", "TrainingPlan", "train"]

TILE = 1000  # images judged at once

Tensor = Any


class State(NamedTuple):
    """All that training changes; with the plan, enough to go on from here."""

    step: Tensor  # (), float32: batches trained so far
    weights: tuple[Tensor, ...]  # kernel, bias, kernel, bias, …
    memories: tuple[tuple[Tensor, ...], ...]  # the optimizer's, one tuple a weight


def train(
    dataset: Dataset, plan: TrainingPlan, *, untrained_first: bool = False
) -> Iterator[Snapshot]:
    """Train a network and stop for a look ten times an epoch; asking for the next look trains.

    The same dataset, plan and machine give the same snapshots to the bit. When
    a loss is no longer a number, its snapshot is the last one.

    Args:
        dataset: images as uint8 (divided by 255 here) or as floats (taken as
            they are), of shape ``(n, rows, columns)`` or with channels.
        plan: the network and how it learns.
        untrained_first: begin with a snapshot of step 0, whose ``loss`` and
            ``accuracy`` are those of the first batch before it is learned from.

    Raises:
        ValueError: the dataset does not fit the plan, or holds nothing to learn from.
    """
    _check(dataset)
    plan.steps(dataset)
    return _looks(dataset, plan, untrained_first)


def _looks(dataset: Dataset, plan: TrainingPlan, untrained_first: bool) -> Iterator[Snapshot]:
    batches = plan.batches(dataset)
    learn, judge = _compiled(plan.optimizer, (plan.activation,) * len(plan.hidden_units))
    train_set, held_out = _tensors(dataset.train), _tensors(dataset.test)
    rate = tf.constant(plan.learning_rate, tf.float32)
    state = _start(dataset, plan)
    seconds = 0.0
    for epoch in range(1, plan.epochs + 1):
        order = tf.constant(_order(dataset, plan, epoch))
        images = tf.constant(plan.images(dataset))
        for first, end in _chunks(batches, untrained_first and epoch == 1):
            began = time.perf_counter()
            # Tensors, as plain numbers would each be compiled for.
            stretch = (tf.constant(first), tf.constant(max(end, 1)))
            learned, seen = learn(*train_set, order, images, rate, *stretch, state)
            state = learned if end else state
            loss, accuracy = map(float, seen)
            held_out_loss, held_out_accuracy = map(float, judge(*held_out, state.weights))
            layers = _layers(state.weights, plan)
            seconds += time.perf_counter() - began
            snapshot = Snapshot(
                step=(epoch - 1) * batches + end,
                epoch=epoch,
                loss=loss,
                accuracy=accuracy,
                held_out_loss=held_out_loss,
                held_out_accuracy=held_out_accuracy,
                layers=layers,
                total_steps=plan.steps(dataset),
                seconds=seconds,
            )
            yield snapshot
            if not snapshot.is_a_number:
                return


def _chunks(batches: int, untrained_first: bool) -> list[tuple[int, int]]:
    """Cut an epoch into the stretches between looks: pairs of first batch and end."""
    looks = min(LOOKS_AN_EPOCH, batches)
    ends = [batches * look // looks for look in range(looks + 1)]
    return [(0, 0)] * untrained_first + list(pairwise(ends))


def _order(dataset: Dataset, plan: TrainingPlan, epoch: int) -> np.ndarray:
    """Shuffle the images for an epoch: one row of places a batch, filled up with zeros.

    As many rows as the whole dataset needs, so that one compilation serves any
    number of examples.
    """
    images = plan.images(dataset)
    size = min(plan.batch_size, images)
    order = np.zeros(-(-len(dataset.train.images) // size) * size, np.int32)
    order[:images] = np.random.default_rng([plan.seed, epoch]).permutation(images)
    return order.reshape(-1, size)


def _start(dataset: Dataset, plan: TrainingPlan) -> State:
    """Give the Keras network's first weights, and an optimizer that remembers nothing."""
    network = build_network(
        dataset.train.images.shape[1:],
        plan.hidden_units,
        plan.activation,
        len(dataset.classes),
        # The reference multiplies it by 1000, and an initialiser's seed has 32 bits.
        seed=plan.seed % 4_000_000,
    )
    weights = tuple(
        tf.constant(array) for layer in read_layers(network) for array in (layer.kernel, layer.bias)
    )
    blank = OPTIMIZERS[plan.optimizer].memories
    return State(tf.constant(0.0), weights, tuple((tf.zeros_like(w),) * blank for w in weights))


def _layers(weights: tuple[Tensor, ...], plan: TrainingPlan) -> tuple[DenseLayer, ...]:
    activations = (*(plan.activation for _ in plan.hidden_units), "softmax")
    return tuple(
        DenseLayer(kernel.numpy(), bias.numpy(), activation)
        for kernel, bias, activation in zip(weights[::2], weights[1::2], activations, strict=True)
    )


@cache
def _compiled(optimizer: str, activations: tuple[str, ...]) -> tuple[Callable, Callable]:
    """Make the two functions that do the work, as XLA programs.

    Data, order, weights and memories are arguments instead of captured, so one
    compilation (0.6 s) serves every later training of the same architecture.
    """
    bend = [keras.activations.get(name) for name in activations]
    update = OPTIMIZERS[optimizer].update

    def scores(images: Tensor, weights: tuple[Tensor, ...]) -> Tensor:
        values = tf.cast(images, tf.float32)
        if images.dtype == tf.uint8:
            values = values / 255
        for kernel, bias, activation in zip(weights[:-2:2], weights[1:-2:2], bend, strict=True):
            values = activation(values @ kernel + bias)
        return values @ weights[-2] + weights[-1]  # before the softmax

    def judged(images: Tensor, labels: Tensor, weights: tuple[Tensor, ...]):
        said = scores(images, weights)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, said)
        return losses, tf.cast(tf.argmax(said, 1, tf.int32) == labels, tf.float32)

    def learn_batch(images, labels, counts, rate, state):
        """Learn from one batch, in which only images with a count of 1 are counted."""
        with tf.GradientTape() as tape:
            tape.watch(state.weights)
            losses, right = judged(images, labels, state.weights)
            loss = tf.reduce_sum(losses * counts)
            mean = loss / tf.reduce_sum(counts)
        step = state.step + 1
        nudged = [
            update(weight, gradient, memories, rate, step)
            for weight, gradient, memories in zip(
                state.weights, tape.gradient(mean, state.weights), state.memories, strict=True
            )
        ]
        state = State(step, tuple(w for w, _ in nudged), tuple(m for _, m in nudged))
        return state, loss, tf.reduce_sum(right * counts)

    @tf.function(jit_compile=True)
    def learn(images, labels, order, count, rate, first, end, state):
        """Learn from the batches from first up to end, and say the mean loss and accuracy."""
        size = order.shape[1]

        def body(batch, state, loss, right):
            places = order[batch]
            counts = tf.cast(batch * size + tf.range(size) < count, tf.float32)
            state, more_loss, more_right = learn_batch(
                tf.gather(images, places), tf.gather(labels, places), counts, rate, state
            )
            return batch + 1, state, loss + more_loss, right + more_right

        _, state, loss, right = tf.while_loop(
            lambda batch, *_: batch < end, body, (first, state, 0.0, 0.0)
        )
        seen = tf.cast(tf.minimum(end * size, count) - first * size, tf.float32)
        return state, (loss / seen, right / seen)

    @tf.function(jit_compile=True)
    def judge(images, labels, weights):
        """Say the mean loss and accuracy without learning, tile by tile to stay in the cache."""
        count = images.shape[0]
        size = min(TILE, count)

        def body(tile, loss, right):
            first = tf.minimum(tile * size, count - size)
            fresh = tf.cast(first + tf.range(size) >= tile * size, tf.float32)
            shown = tf.slice(images, (first, 0), (size, images.shape[1]))
            losses, rights = judged(shown, tf.slice(labels, (first,), (size,)), weights)
            more_loss, more_right = tf.reduce_sum(losses * fresh), tf.reduce_sum(rights * fresh)
            return tile + 1, loss + more_loss, right + more_right

        tiles = -(-count // size)
        _, loss, right = tf.while_loop(lambda tile, *_: tile < tiles, body, (0, 0.0, 0.0))
        return loss / count, right / count

    return learn, judge


_held: deque[tuple[Examples, tuple[Tensor, Tensor]]] = deque(maxlen=4)


def _tensors(examples: Examples) -> tuple[Tensor, Tensor]:
    """Copy pictures (flattened, still uint8) and labels to TensorFlow, once for all trainings."""
    for known, tensors in _held:
        if known is examples:
            return tensors
    images = np.reshape(examples.images, (len(examples.images), -1))
    images = tf.constant(images, tf.uint8 if images.dtype == np.uint8 else tf.float32)
    tensors = (images, tf.constant(examples.labels, tf.int32))
    _held.append((examples, tensors))
    return tensors


def _check(dataset: Dataset) -> None:
    for what, examples in (("training", dataset.train), ("held-out", dataset.test)):
        images, labels = np.shape(examples.images), np.asarray(examples.labels)
        if len(images) not in (3, 4) or 0 in images:
            raise ValueError(
                f"{what} images have the shape (n, rows, columns) or "
                f"(n, rows, columns, channels), each at least 1; got {images}"
            )
        if labels.shape != images[:1]:
            raise ValueError(f"{images[0]} {what} images go with as many labels, not {labels.size}")
        if labels.min() < 0 or labels.max() >= len(dataset.classes):
            raise ValueError(f"a {what} label goes from 0 to {len(dataset.classes) - 1}")
    if np.shape(dataset.train.images)[1:] != np.shape(dataset.test.images)[1:]:
        raise ValueError("training and held-out images have different shapes")


def use_one_thread() -> None:
    """Compute in one thread, where every core has a process of its own; before the first tensor."""
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
