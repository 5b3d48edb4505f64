"""Trains the network that comes with the lesson: ``python -m data.make_network``.

784 → 128 → 10, the lesson's own network, that also reads what is not from MNIST: it learns
from MNIST as it is, from its digits written again by other hands and pens, and from digits drawn
stroke by stroke (`data.handwriting`), each prepared by `models.data.image_files.as_digit`.
"""

import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one thread a process, whose sums have one order

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))  # python data/make_network.py works too

from data.handwriting import CONDITIONS, anyhow, by_hand
from models.data.datasets import load
from models.data.image_files import as_digit
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.network import PRETRAINED, predict, save_layers

SEED = 20
HANDS = 30_000  # digits drawn from their strokes by 10,000 hands, ones and sevens the most
SHARE = np.array([8, 20, 8, 8, 8, 8, 8, 16, 8, 8]) / 100
WANDERINGS = 8  # further copies of MNIST, only a little bent: they cost seconds
ROUNDS = 120  # each shows MNIST, one of its wanderings, its copy and the drawn digits
BATCH, RATE, SMOOTHING = 240, 2e-3, 0.05
TOGETHER = 2000  # pictures a process makes in one go


def written_again(first: int) -> Array:
    """Some of the training images in other hands, (TOGETHER, 28, 28) uint8."""
    train = load("mnist").train
    return _prepared(
        anyhow(train.images[i], np.random.default_rng([SEED, 0, i]))
        for i in range(first, first + TOGETHER)
    )


def drawn_by_hand(first: int) -> Array:
    """Some of the drawn digits, (TOGETHER, 28, 28) uint8."""
    digits = drawn_digits()
    return _prepared(
        by_hand(int(digits[i]), np.random.default_rng([SEED, 1, i]))
        for i in range(first, first + TOGETHER)
    )


def drawn_digits() -> Array:
    """What digits are drawn, (HANDS,)."""
    return np.random.default_rng([SEED, 2]).choice(10, HANDS, p=SHARE)


def _prepared(pictures: Iterable[Array]) -> Array:
    return np.round(np.stack([as_digit(picture) for picture in pictures]) * 255).astype(np.uint8)


def copies() -> list[Array]:
    """MNIST written again and the drawn digits; the same however many processes share the work."""
    with ProcessPoolExecutor() as pool:
        return [
            np.concatenate(list(pool.map(make, range(0, count, TOGETHER))))
            for make, count in ((written_again, 60_000), (drawn_by_hand, HANDS))
        ]


def bent(images: Array, number: int) -> Array:
    """Images, each a little turned, slanted, stretched and wavy, in one go."""
    rng = np.random.default_rng([SEED, 1000 + number])
    change = rng.normal(0, 0.08, (2, 2, len(images), 1, 1)).astype(np.float32)
    waves = [rng.normal(0, 0.7, (len(images), 4, 4)).astype(np.float32) for _ in "xy"]
    at = np.arange(28, dtype=np.float32) - 13.5
    # (28, 4): between which of the four knots of a wave each pixel lies
    knots = np.clip(1 - np.abs(np.linspace(0, 3, 28)[:, None] - np.arange(4)), 0, 1)
    knots = knots.astype(np.float32)
    result = np.empty_like(images)
    for first in range(0, len(images), 2000):
        some = slice(first, first + 2000)
        places = []
        for axis in (0, 1):
            place = knots @ waves[axis][some] @ knots.T
            place = place + change[axis, 0, some] * at[:, None] + change[axis, 1, some] * at
            places.append(np.clip(place + (at[:, None] if axis == 0 else at) + 13.5, 0, 26.999))
        result[some] = _looked_up(images[some], *places)
    return result


def _looked_up(images: Array, y: Array, x: Array) -> Array:
    """What lies at the places y and x of each image, between the pixels a mixture of four."""
    top, left, down, right = y.astype(int), x.astype(int), y % 1, x % 1
    which = np.arange(len(images))[:, None, None]
    upper = images[which, top, left] * (1 - right) + images[which, top, left + 1] * right
    lower = images[which, top + 1, left] * (1 - right) + images[which, top + 1, left + 1] * right
    return np.round(upper * (1 - down) + lower * down).astype(np.uint8)


def trained(extra: list[Array]) -> tuple[DenseLayer, ...]:
    """Train 784 → 128 → 10 with Adam, slower and slower, and average the weights on the way."""
    import tensorflow as tf

    from models.engine.keras_network import build_network, read_layers

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    train = load("mnist").train
    network = build_network((28, 28), (128,), "relu", 10, seed=SEED)
    start = [tf.constant(weight) for weight in network.get_weights()]
    total = ROUNDS * ((3 * len(train.images) + HANDS) // BATCH)

    def loss(weights, images, labels):
        hidden = tf.nn.relu(images @ weights[0] + weights[1])
        targets = tf.one_hot(labels, 10) * (1 - SMOOTHING) + SMOOTHING / 10
        sums = hidden @ weights[2] + weights[3]
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(targets, sums))

    @tf.function(jit_compile=True)  # a whole round is one program: ten times Keras's fit
    def one_round(state, images, labels, order, done):
        def step(place, weights, means, squares, average):
            chosen = order[place]
            batch = tf.cast(tf.gather(images, chosen), tf.float32) / 255
            with tf.GradientTape() as tape:
                tape.watch(weights)
                value = loss(weights, batch, tf.gather(labels, chosen))
            slopes = tape.gradient(value, weights)
            time = tf.cast(done + place + 1, tf.float32)
            rate = RATE * 0.5 * (1 + tf.cos(np.pi * time / total))
            rate *= tf.sqrt(1 - 0.999**time) / (1 - 0.9**time)
            means = [0.9 * m + 0.1 * g for m, g in zip(means, slopes, strict=True)]
            squares = [0.999 * s + 0.001 * g * g for s, g in zip(squares, slopes, strict=True)]
            weights = [
                w - rate * m / (tf.sqrt(s) + 1e-7)
                for w, m, s in zip(weights, means, squares, strict=True)
            ]
            average = [0.999 * a + 0.001 * w for a, w in zip(average, weights, strict=True)]
            return place + 1, weights, means, squares, average

        return tf.while_loop(lambda place, *_: place < len(order), step, [tf.constant(0), *state])[
            1:
        ]

    zeros = [tf.zeros_like(weight) for weight in start]
    state = [start, zeros, zeros, start]
    written, drawn = extra
    labels = np.concatenate([*[train.labels] * 3, drawn_digits()]).astype(np.int32)
    labels = tf.constant(labels)
    wandering = [bent(train.images, copy) for copy in range(WANDERINGS)]
    extra = [(written, drawn), *[(bent(written, n), bent(drawn, n)) for n in (100, 101, 102)]]
    for turn in range(ROUNDS):
        shown = [train.images, wandering[turn % WANDERINGS], *extra[turn % len(extra)]]
        images = tf.constant(np.concatenate(shown).reshape(-1, 784))
        order = np.random.default_rng([SEED, turn]).permutation(len(images))
        order = tf.constant(
            order[: len(order) // BATCH * BATCH].reshape(-1, BATCH).astype(np.int32)
        )
        state = one_round(state, images, labels, order, tf.constant(turn * order.shape[0]))
    network.set_weights([weight.numpy() for weight in state[-1]])
    return read_layers(network)


def accuracies(layers, count: int = 500) -> dict[str, float]:
    """The share of test digits read right: as they are, prepared, and under each condition."""
    test = load("mnist").test
    found = {"MNIST as it is": (predict(test.images / 255, layers).argmax(1) == test.labels).mean()}
    labels = test.labels[:count]
    for name, made in {"MNIST, prepared": lambda i, _: i / 255, **CONDITIONS}.items():
        prepared = [
            as_digit(made(image, np.random.default_rng([SEED, place])))
            for place, image in enumerate(test.images[:count])
        ]
        found[name] = (predict(np.stack(prepared), layers).argmax(1) == labels).mean()
    return found


if __name__ == "__main__":
    began = time.perf_counter()
    extra = copies()
    print(f"copies written in {time.perf_counter() - began:.0f} s", flush=True)
    layers = trained(extra)
    save_layers(PRETRAINED, layers)
    print(f"trained and saved after {time.perf_counter() - began:.0f} s")
    for name, share in accuracies(layers).items():
        print(f"{name:16} {share:.2%}")
