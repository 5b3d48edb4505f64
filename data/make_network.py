"""Trains the network that comes with the lesson: ``python -m data.make_network``.

784 → 128 → 10, the lesson's own network, that also reads what is not from MNIST: it learns
from MNIST as it is and from its digits written again by other hands, pens and cameras
(`data.handwriting`), each prepared by `models.images.as_digit`.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one thread a process, whose sums have one order

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))  # python data/make_network.py works too

from data.handwriting import CONDITIONS, anyhow
from models.arrays import Array
from models.datasets import load
from models.dense import DenseLayer
from models.images import as_digit
from models.network import SHIPPED, predict, save_layers

SEED = 20
COPIES = 2  # of the 60,000 digits, each written again in its own way
WANDERINGS = 8  # more copies, only a little bent: they cost seconds
ROUNDS = 80  # each shows MNIST, one of its wanderings and one copy
BATCH, RATE, SMOOTHING = 240, 2e-3, 0.05


def written_again(copy: int, first: int, end: int) -> Array:
    """Digits first to end of the training images in other hands, (end - first, 28, 28) uint8."""
    train = load("mnist").train
    made = [
        as_digit(
            anyhow(train.images[i], int(train.labels[i]), np.random.default_rng([SEED, copy, i]))
        )
        for i in range(first, end)
    ]
    return np.round(np.stack(made) * 255).astype(np.uint8)


def copies() -> list[Array]:
    """All copies, each (60000, 28, 28) uint8; the same however many processes share the work."""
    step = 2000
    jobs = [
        (copy, first, first + step) for copy in range(COPIES) for first in range(0, 60000, step)
    ]
    with ProcessPoolExecutor() as pool:
        parts = list(pool.map(written_again, *zip(*jobs, strict=True)))
    each = 60000 // step
    return [np.concatenate(parts[i * each : (i + 1) * each]) for i in range(COPIES)]


@cache
def wandering(copy: int) -> Array:
    """MNIST's training images, each a little turned, slanted, stretched and wavy, in one go."""
    rng = np.random.default_rng([SEED, 1000 + copy])
    images = load("mnist").train.images
    change = rng.normal(0, 0.08, (2, 2, len(images), 1, 1)).astype(np.float32)
    waves = [rng.normal(0, 0.7, (len(images), 4, 4)).astype(np.float32) for _ in "xy"]
    at = np.arange(28, dtype=np.float32) - 13.5
    # (28, 4): between which of the four knots of a wave each pixel lies
    knots = np.clip(1 - np.abs(np.linspace(0, 3, 28)[:, None] - np.arange(4)), 0, 1)
    knots = knots.astype(np.float32)
    bent = np.empty_like(images)
    for first in range(0, len(images), 2000):
        some = slice(first, first + 2000)
        places = []
        for axis in (0, 1):
            place = knots @ waves[axis][some] @ knots.T
            place = place + change[axis, 0, some] * at[:, None] + change[axis, 1, some] * at
            places.append(np.clip(place + (at[:, None] if axis == 0 else at) + 13.5, 0, 26.999))
        bent[some] = _looked_up(images[some], *places)
    return bent


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

    from models.reference import build_network, read_layers

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    train = load("mnist").train
    network = build_network((28, 28), (128,), "relu", 10, seed=SEED)
    start = [tf.constant(weight) for weight in network.get_weights()]
    total = ROUNDS * (3 * len(train.images) // BATCH)

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
    labels = tf.constant(np.tile(train.labels, 3).astype(np.int32))
    for turn in range(ROUNDS):
        shown = [train.images, wandering(turn % WANDERINGS), extra[turn % len(extra)]]
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
    print(f"{COPIES} copies written in {time.perf_counter() - began:.0f} s", flush=True)
    layers = trained(extra)
    save_layers(SHIPPED, layers)
    print(f"trained and saved after {time.perf_counter() - began:.0f} s")
    for name, share in accuracies(layers).items():
        print(f"{name:16} {share:.2%}")
