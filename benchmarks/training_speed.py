"""How fast training is: ours, plain Keras, and the bare matrix products, in one run.

    python -m benchmarks.training_speed

An epoch of all 60,000 images through 784→128→10, batches of 128, Adam, with ten snapshots; as
the lesson trains, which judges every second one and the last, and with all ten judged. The
median of nine, and of the nine ratios. Only the ratios mean something on another machine, and
one run's differ from the next one's by a fifth, as Keras's own time does. Also: how long
the first snapshot of a second run takes, when batch size, learning rate, seed, epochs,
examples and L2 are others; and what the wider look at a snapshot costs.
"""

import os
import time
from collections.abc import Callable

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np

from models.data.datasets import Dataset, load
from models.engine.keras_network import build_network
from models.engine.step_trace import trace_step
from models.engine.train import TrainingConfig, initial_checkpoint, replay, train
from models.training.config import EVALUATE_EVERY
from models.training.evaluation import trace_histograms
from models.training.misclassified import highest_loss

ROUNDS = 9
REST = 0.5  # seconds: NumPy's threads go on spinning for a while
PLAN = TrainingConfig(epochs=1)
NEXT = TrainingConfig(epochs=9, batch_size=96, learning_rate=3e-4, seed=5, examples=50_000, l2=1e-4)


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ours(dataset: Dataset, evaluate_every: int) -> int:
    """Train an epoch, take its ten snapshots, and say how many of them were judged."""
    return len(
        {each.validation_step for each in train(dataset, PLAN, evaluate_every=evaluate_every)}
    )


def learning_alone(dataset: Dataset) -> None:
    """Train the same epoch without a look, as Keras's fit does."""
    replay(dataset, initial_checkpoint(dataset, PLAN), PLAN.steps(dataset))


def press_again(dataset: Dataset) -> None:
    """Start another run of the same network, and wait for its first snapshot."""
    next(train(dataset, NEXT, untrained_first=True))


def accuracies(dataset: Dataset) -> dict[str, float]:
    """Say what share of the validation images each reads right after an epoch from one start."""
    *_, last = train(dataset, PLAN)
    network = build_network((28, 28), PLAN.hidden_units, PLAN.activation, 10, PLAN.seed)
    network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    images = dataset.train.images / np.float32(255)
    network.fit(images, dataset.train.labels, batch_size=PLAN.batch_size, verbose=0)
    evaluated = network.evaluate(
        dataset.test.images / np.float32(255), dataset.test.labels, verbose=0
    )
    return {"train()": last.validation_accuracy, "keras.fit": evaluated[1]}


def closer_looks(dataset: Dataset) -> dict[str, float]:
    """Time what is computed on demand, the second time it is asked for."""
    *_, middle, last = train(dataset, PLAN)
    near = replay(dataset, middle.checkpoint, middle.step + 1)
    works = {
        "histograms": lambda: trace_histograms(dataset.test, last.layers),
        "most_wrong": lambda: highest_loss(dataset.test, last.layers),
        "replay of one batch": lambda: replay(dataset, near, near.step + 1),
        "trace_step": lambda: trace_step(dataset, near, near.step + 1),
    }
    for work in works.values():
        work()
    return {name: seconds(work) for name, work in works.items()}


def plain_keras(dataset: Dataset) -> Callable[[], None]:
    """Compile the same network the usual way, and train it without any look at it."""
    network = build_network((28, 28), PLAN.hidden_units, PLAN.activation, 10)
    network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    images = dataset.train.images / np.float32(255)
    return lambda: network.fit(images, dataset.train.labels, batch_size=PLAN.batch_size, verbose=0)


def products(dataset: Dataset) -> tuple[Callable[[], None], Callable[[], None]]:
    """Give the matrix products alone: of an epoch, and of evaluating all test images once."""
    images = np.reshape(dataset.train.images / np.float32(255), (-1, 784))
    validation = np.reshape(dataset.test.images / np.float32(255), (-1, 784))
    random = np.random.default_rng(0)
    first = random.normal(0, 0.05, (784, 128)).astype(np.float32)
    last = random.normal(0, 0.05, (128, 10)).astype(np.float32)

    def learning() -> None:
        for start in range(0, len(images), PLAN.batch_size):
            batch = images[start : start + PLAN.batch_size]
            hidden = batch @ first
            scores = hidden @ last
            hidden.T @ scores
            batch.T @ (scores @ last.T)

    return learning, lambda: validation @ first @ last


def main() -> None:
    """Measure and print."""
    dataset = load("mnist")
    learning, judging = products(dataset)
    fit = plain_keras(dataset)
    works = {
        "train()": lambda: ours(dataset, EVALUATE_EVERY),
        "all judged": lambda: ours(dataset, 1),
        "no look": lambda: learning_alone(dataset),
        "keras.fit": fit,
        "products": learning,
        "one judging's": judging,
    }
    first = {name: seconds(works[name]) for name in ("train()", "keras.fit")}
    again = seconds(lambda: press_again(dataset))
    taken = {name: [] for name in works}
    for _ in range(ROUNDS):  # side by side, so that a busy machine is unfair to nobody
        for name, work in works.items():
            time.sleep(REST)
            work()  # wakes its own threads
            taken[name].append(seconds(work))
    rounds = {name: np.array(times) for name, times in taken.items()}
    print(f"keras {keras.__version__}, {os.cpu_count()} cores, median of {ROUNDS}, seconds")
    for name, times in rounds.items():
        print(f"  {name:13} {np.median(times):6.3f}")
    for name, time_taken in first.items():
        more = time_taken - np.median(rounds[name])
        print(f"  {name:13} {more:6.3f} more the first time (compiling)")
    print(f"  second run, other settings: first snapshot after {again:.3f}")
    for name, share in accuracies(dataset).items():
        print(f"  {name:10} reads {share:.2%} of the validation images right after one epoch")
    for name, time_taken in closer_looks(dataset).items():
        print(f"  {name}: {time_taken:.4f}")
    bare, fit_time, of_one = (rounds[n] for n in ("products", "keras.fit", "one judging's"))
    evaluated = {
        "train()": ours(dataset, EVALUATE_EVERY),
        "all judged": ours(dataset, 1),
        "no look": 0,
    }
    for name, count in evaluated.items():
        times = rounds[name]
        alike = np.median(times / (bare + count * of_one))
        print(f"{name}, {count} snapshots evaluated:")
        print(f"  {np.median(fit_time / times):.1f} times as fast as keras.fit without a look")
        print(f"  {np.median(times / bare):.2f} times as long as the bare products of learning,")
        print(f"  {alike:.2f} with those of judging")


if __name__ == "__main__":
    main()
