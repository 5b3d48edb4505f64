"""Program: how learning and judging are told to the machine, compiled once for all runs alike."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import keras
import tensorflow as tf

from models.engine.xla import Compiled
from models.nn.activations import ACTIVATIONS
from models.nn.optimizers import OPTIMIZERS

TILE = 1000  # images judged at once
PROGRAMS = 16  # kinds of network whose programs are kept, about 18 MB each

Tensor = Any


class TrainState(NamedTuple):
    """All that training changes."""

    age: Tensor  # (), float32: batches the memories go back
    weights: tuple[Tensor, ...]  # kernel, bias, kernel, bias, …
    memories: tuple[tuple[Tensor, ...], ...]  # the optimizer's, one tuple a weight


class HyperTensors(NamedTuple):
    """What a config sets without making another program necessary."""

    rate: Tensor  # ()
    l2: Tensor  # ()
    dropout: Tensor  # ()
    learns: Tensor  # (layers,), bool: False where a layer is frozen
    seed: Tensor  # (), int32


class TensorData(NamedTuple):
    """Images to learn from or to be judged on."""

    images: Tensor  # (n, pixels), uint8 or float32
    labels: Tensor  # (n,), int32
    pixels: Tensor  # (pixels,), int32: places in the whole image


class StepFunctions(NamedTuple):
    """The functions that do the work, two of them XLA programs; see their docstrings."""

    learn: Compiled
    judge: Compiled
    explain: Callable


@lru_cache(maxsize=PROGRAMS)
def compiled(
    optimizer: str,
    activation: str,
    hidden_units: tuple[int, ...],
    dropping: bool,
    divisor: int = 255,
) -> StepFunctions:
    """Make the programs for one kind of network.

    TensorData, order, weights, memories and settings are arguments instead of captured, so
    one compilation (0.6 s) serves every later training of the same architecture.

    Args:
        optimizer: a key of ``OPTIMIZERS``.
        activation: of the hidden layers.
        hidden_units: how many there are; a row of the cache each, so that it forgets.
        dropping: whether there are Dropout layers.
        divisor: what whole grey levels are divided by; numbers that are no levels are not.
    """
    bend, where = keras.activations.get(activation), ACTIVATIONS[activation].flat
    hidden = len(hidden_units)
    update = OPTIMIZERS[optimizer].update

    def scaled(images: Tensor) -> Tensor:
        return tf.cast(images, tf.float32) / divisor if images.dtype == tf.uint8 else images

    def forward(values: Tensor, weights: tuple[Tensor, ...], drop: Callable | None = None):
        """Send images through; give the scores before the softmax, and the hidden outputs."""
        outputs = []
        for place in range(hidden):
            values = bend(values @ weights[2 * place] + weights[2 * place + 1])
            outputs.append(values)
            if drop is not None:
                values = drop(values, place)
        return values @ weights[-2] + weights[-1], outputs

    def penalty(weights: tuple[Tensor, ...], settings: HyperTensors) -> Tensor:
        """Sum up the kernels' squares; a frozen layer has no penalty in Keras either."""

        def total() -> Tensor:
            squares = tf.stack([tf.reduce_sum(kernel * kernel) for kernel in weights[::2]])
            return settings.l2 * tf.reduce_sum(tf.where(settings.learns, squares, 0.0))

        return tf.cond(settings.l2 > 0, total, lambda: 0.0)

    def dropper(settings: HyperTensors, step: Tensor) -> Callable | None:
        """Drop by chance, but by the same chance whenever this step is trained again."""
        if not dropping:
            return None

        def drop(values: Tensor, place: int) -> Tensor:
            seed = tf.stack([settings.seed, step * hidden + place])
            chances = tf.ensure_shape(_chances(tf.shape(values), seed), values.shape)
            return tf.where(chances >= settings.dropout, values / (1 - settings.dropout), 0.0)

        return drop

    def derive(images, labels, counts, settings, step, weights):
        """Differentiate a batch's mean loss, in which only images with a count of 1 count."""
        drop = dropper(settings, step)
        with tf.GradientTape() as tape:
            tape.watch(weights)
            scores, _ = forward(scaled(images), weights, drop)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores)
            mean = tf.reduce_sum(losses * counts) / tf.reduce_sum(counts)
        gradients = list(tape.gradient(mean, weights))
        for place, kernel in enumerate(weights[::2]):
            strength = tf.where(settings.learns[place], 2 * settings.l2, 0.0)
            gradients[2 * place] += strength * kernel
        return scores, losses, gradients

    def nudge(state: TrainState, gradients: list[Tensor], settings: HyperTensors) -> TrainState:
        """Let the optimizer change every weight that is not frozen."""
        age, nudged, remembered = state.age + 1, [], []
        for place, (weight, gradient) in enumerate(zip(state.weights, gradients, strict=True)):
            learns, memories = settings.learns[place // 2], state.memories[place]
            gradient = tf.where(learns, gradient, 0.0)  # no number, perhaps, and times 0 still none
            share = tf.cast(learns, tf.float32)
            weight, memories = update(weight, gradient, memories, settings.rate, age, share)
            nudged.append(weight)
            remembered.append(memories)
        return TrainState(age, tuple(nudged), tuple(remembered))

    def learn(images, labels, order, count, settings, first, end, before, state):
        """Learn from an epoch's batches from first up to end.

        Args:
            order: ``(batches, batch size)``, places of images.
            count: images of the epoch; later places only fill up the last batch.
            before: steps trained before this epoch.

        Returns:
            The new state; mean loss and accuracy; each kernel's size of gradient in the end.
        """
        size = order.shape[1]

        def body(batch, state, loss, right, sizes, pull):
            places = order[batch]
            counts = tf.cast(batch * size + tf.range(size) < count, tf.float32)
            labelled = tf.gather(labels, places)
            scores, losses, gradients = derive(
                tf.gather(images, places), labelled, counts, settings, before + batch, state.weights
            )
            loss += tf.reduce_sum((losses + pull) * counts)
            right += tf.reduce_sum(_right(scores, labelled) * counts)
            sizes = tf.cond(
                batch == end - 1,
                lambda: tf.stack([tf.norm(each) for each in gradients[::2]]),
                lambda: sizes,
            )
            state = nudge(state, gradients, settings)
            # The next batch's, already: were these weights needed once they are nudged,
            # XLA would copy them at every step, which takes a tenth of an epoch's time.
            pull = penalty(state.weights, settings)
            return batch + 1, state, loss, right, sizes, pull

        sizes, pull = tf.zeros(hidden + 1), penalty(state.weights, settings)
        _, state, loss, right, sizes, _ = tf.while_loop(
            lambda batch, *_: batch < end, body, (first, state, 0.0, 0.0, sizes, pull)
        )
        seen = tf.cast(tf.minimum(end * size, count) - first * size, tf.float32)
        return state, (loss / seen, right / seen), sizes

    def judge(parts, settings, weights):
        """Judge without learning.

        Args:
            parts: `TensorData` a part; how pictures are parted makes no difference but to the time.

        Returns:
            The mean loss, the confusion matrix, and by hidden layer the share of the
            images at which each unit's activation is flat.
        """
        classes = weights[-1].shape[0]
        nowhere = tuple(map(tf.zeros_like, weights[1:-2:2]))
        told = (0.0, tf.zeros((classes, classes)), nowhere if where else ())
        for data in parts:
            inked = (tf.gather(weights[0], data.pixels), *weights[1:])
            told = judge_part(data, inked, told)
        loss, confusion, flats = told
        count = sum(data.images.shape[0] for data in parts)
        loss = loss / count + penalty(weights, settings)
        return loss, confusion, tuple(flat / count for flat in flats) or nowhere

    def judge_part(data, weights, told):
        """Add to what was told of other parts, tile by tile to stay in the cache."""
        images, labels, _ = data
        count, classes = images.shape[0], weights[-1].shape[0]
        size = min(TILE, count)

        def body(tile, loss, confusion, flats):
            first = tf.minimum(tile * size, count - size)
            fresh = tf.cast(first + tf.range(size) >= tile * size, tf.float32)
            shown = scaled(tf.slice(images, (first, 0), (size, images.shape[1])))
            labelled = tf.slice(labels, (first,), (size,))
            scores, outputs = forward(shown, weights)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labelled, scores)
            guessed = tf.one_hot(tf.argmax(scores, 1, tf.int32), classes)
            true = tf.one_hot(labelled, classes) * fresh[:, None]
            flats = tuple(
                flat + tf.linalg.matvec(tf.cast(where.at(values), tf.float32), fresh, True)
                for flat, values in zip(flats, outputs, strict=bool(where))
            )
            loss += tf.reduce_sum(losses * fresh)
            return tile + 1, loss, confusion + tf.matmul(true, guessed, transpose_a=True), flats

        tiles = -(-count // size)
        return tf.while_loop(lambda tile, *_: tile < tiles, body, (0, *told))[1:]

    def explain(images, labels, counts, settings, step, weights):
        """Give one batch's scores, losses and gradients, as `learn` uses them; and the penalty.

        One batch takes less time than compiling would.
        """
        return *derive(images, labels, counts, settings, step, weights), penalty(weights, settings)

    return StepFunctions(Compiled(learn), Compiled(judge), explain)


@tf.function(jit_compile=True)
def _chances(shape: Tensor, seed: Tensor) -> Tensor:
    """Draw numbers from 0 to 1 as XLA does, also where all else is not compiled."""
    return tf.random.stateless_uniform(shape, seed)


def _right(scores: Tensor, labels: Tensor) -> Tensor:
    return tf.cast(tf.argmax(scores, 1, tf.int32) == labels, tf.float32)
