"""Trains the network that comes with the lesson: ``python -m data.make_network``.

784 → 128 → 10, the lesson's own network, that also reads what is not from MNIST: it learns
from MNIST as it is and from its digits written again by other hands, pens and cameras
(`data.handwriting`), each prepared by `models.images.as_digit`.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))  # python data/make_network.py works too

from data.handwriting import CONDITIONS, anyhow
from models.arrays import Array
from models.datasets import load
from models.images import as_digit
from models.network import SHIPPED, predict, save_layers

SEED = 20
COPIES = int(os.environ.get("COPIES", 4))  # of the 60,000, each written again in its own way
ROUNDS = int(os.environ.get("ROUNDS", 40))  # each shows MNIST once and one copy once


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


def trained(extra: list[Array]):
    """Train 784 → 128 → 10 on MNIST and its copies, slower and slower, and average the end."""
    import keras
    import tensorflow as tf

    from models.reference import build_network, read_layers

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    train = load("mnist").train
    batch = 256
    network = build_network((28, 28), (128,), "relu", 10, seed=SEED)
    steps = ROUNDS * (120000 // batch)
    rate = keras.optimizers.schedules.CosineDecay(2e-3, steps, alpha=0.002)
    network.compile(
        optimizer=keras.optimizers.Adam(rate, use_ema=True, ema_momentum=0.999),
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.05),
        jit_compile=False,
    )
    labels = np.eye(10, dtype=np.float32)[np.tile(train.labels, 2)]
    for turn in range(ROUNDS):
        order = np.random.default_rng([SEED, turn]).permutation(120000)
        images = np.concatenate([train.images, extra[turn % len(extra)]])
        network.fit(
            images[order] / np.float32(255),
            labels[order],
            batch,
            epochs=1,
            shuffle=False,
            verbose=0,
        )
    network.optimizer.finalize_variable_values(network.trainable_variables)
    return read_layers(network)


def accuracies(layers, count: int = 1000) -> dict[str, float]:
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
