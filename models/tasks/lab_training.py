"""Lab training: train the networks of the lab's experiments, reporting on the way."""

from collections.abc import Callable, Generator
from dataclasses import replace

import keras
import numpy as np

from models.data.datasets import Dataset, Examples, load
from models.data.input_encoding import encode
from models.engine.keras_trainer import KerasTrainer, TrainingGenerator, cnn, dense, with_head
from models.engine.train import train
from models.exercises.experiments import LAB_EXPERIMENTS, WIDTHS
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.network import predict
from models.training.config import TrainingConfig, lesson_config, parameter_count
from models.training.split import split

L2 = 1e-3
HEADS = {"flatten": keras.layers.Flatten, "pooling": keras.layers.GlobalAveragePooling2D}
SHIFTS = range(7)  # pixels to the right
FEW = 2000  # validation images for a network whose predictions are slow

TaskGenerator = Generator[dict, None, dict]


def max_weight_change(before: Array, after: Array) -> Array:
    """Return for each input the largest change of its weights.

    Args:
        before: a kernel, (inputs, units).
        after: the same kernel later.

    Returns:
        (inputs,); exactly 0 where every weight is the same to the last bit.

    >>> max_weight_change(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 3.5]]))
    array([0. , 0.5])
    """
    return np.abs(np.asarray(after, float) - np.asarray(before, float)).max(axis=1)


def train_experiment(name: str, settings: dict[str, int]) -> TaskGenerator:
    """Train the networks an experiment compares.

    Args:
        name: a key of ``LAB_EXPERIMENTS`` that has settings.
        settings: their values.

    Yields:
        ``progress``, 0 to 1; after an evaluation also ``part``, which of the networks it is,
        ``epoch``, ``loss``, ``accuracy``, ``validation_loss`` and ``validation_accuracy``.

    Returns:
        ``settings``; ``validation``, the number of validation images; for each of the ``parts`` its
        ``parameters`` and its ``points``, the evaluations; and further results of the experiment.

    Raises:
        ValueError: no such experiment, or invalid settings.
    """
    if name not in TRAINED:
        raise ValueError(f"no experiment is trained that is called {name!r}")
    found = yield from TRAINED[name](**LAB_EXPERIMENTS[name].validated(settings))
    return {"settings": settings, **found}


def permuted(images: int, epochs: int, seed: int) -> TaskGenerator:
    """Train a Dense network and a CNN, each on plain and on permuted pixels."""
    data, config = load("mnist"), lesson_config(examples=images, epochs=epochs, seed=seed)
    plain = split(data, config)
    permuted_pixels = tuple(encode(each, "permuted") for each in plain)
    parts, _ = yield from _train_sequentially(
        {
            "dense": lambda: _train_config(data, config),
            "dense_permuted": lambda: _train_config(data, replace(config, pixels="permuted")),
            "cnn": lambda: _train_keras(cnn(seed), plain, epochs, seed),
            "cnn_permuted": lambda: _train_keras(cnn(seed), permuted_pixels, epochs, seed),
        }
    )
    return {"validation": config.validation, "parts": parts}


def collapse(images: int, epochs: int, units: int, seed: int) -> TaskGenerator:
    """Train one softmax layer, and the same behind a hidden layer with and without relu."""
    data = load("mnist")
    config = lesson_config(hidden_units=(), examples=images, epochs=epochs, seed=seed)
    deep = replace(config, hidden_units=(units,), activation="linear")
    parts, trained = yield from _train_sequentially(
        {
            "single": lambda: _train_config(data, config),
            "linear": lambda: _train_config(data, deep),
            "relu": lambda: _train_config(data, replace(deep, activation="relu")),
        }
    )
    _, validation = split(data, config)
    outputs = predict(validation.images / 255, trained["linear"])
    merged_outputs = predict(validation.images / 255, (merged(*trained["linear"]),))
    return {
        "validation": config.validation,
        "parts": parts,
        "same_answers": int((outputs.argmax(1) == merged_outputs.argmax(1)).sum()),
        "largest_difference": float(np.abs(outputs - merged_outputs).max()),
    }


def merged(hidden: DenseLayer, last: DenseLayer) -> DenseLayer:
    """Return the product of two layers without an activation between them."""
    kernel = hidden.kernel.astype(float) @ last.kernel
    return DenseLayer(kernel, hidden.bias @ last.kernel.astype(float) + last.bias, last.activation)


def constant_pixels(images: int, epochs: int, seed: int) -> TaskGenerator:
    """Train with and without L2, and measure how far each pixel's weights have moved."""
    data = load("mnist")
    config = lesson_config(examples=images, epochs=epochs, seed=seed)
    firsts: dict[str, Array] = {}
    parts, trained = yield from _train_sequentially(
        {
            "plain": lambda: _train_config(data, config, firsts),
            "l2": lambda: _train_config(data, replace(config, l2=L2), firsts),
        }
    )
    dark = ~data.train.images[:images].any(axis=0)
    return {
        "validation": config.validation,
        "parts": parts,
        "l2": L2,
        "dark": dark.astype(int).tolist(),  # (28, 28)
        "moved": {
            name: _rounded(max_weight_change(firsts["first"], layers[0].kernel).reshape(28, 28))
            for name, layers in trained.items()
        },
    }


def width(images: int, epochs: int, widest: int, seed: int) -> TaskGenerator:
    """Train networks of more and more hidden units on the same few images."""
    config = lesson_config(examples=images)
    examples, widths = split(load("mnist"), config), (*WIDTHS, widest)
    parts, _ = yield from _train_sequentially(
        {
            str(units): lambda units=units: _train_keras(dense(units, seed), examples, epochs, seed)
            for units in widths
        }
    )
    return {"validation": config.validation, "parts": parts}


def pooling(images: int, epochs: int, seed: int) -> TaskGenerator:
    """Train two CNNs that differ in their head alone, and evaluate both on shifted images."""
    training, validation = split(load("mnist"), lesson_config(examples=images))
    few = Examples(validation.images[:FEW], validation.labels[:FEW])
    parts, trained = yield from _train_sequentially(
        {
            name: lambda head=head: _train_keras(
                with_head(head(), seed), (training, few), epochs, seed, 2e-3
            )
            for name, head in HEADS.items()
        }
    )
    pictures, labels = _as_input(few)
    shifts = {name: [] for name in HEADS}
    for by in SHIFTS:
        aside = np.pad(pictures, ((0, 0), (0, 0), (by, 0), (0, 0)))[:, :, :28]
        for name, trainer in trained.items():
            shifts[name].append(trainer.accuracy(aside, labels))
        yield {"progress": 1.0}
    return {"validation": FEW, "parts": parts, "shifts": shifts}


TRAINED: dict[str, Callable[..., TaskGenerator]] = {
    "permuted": permuted,
    "collapse": collapse,
    "asleep": constant_pixels,
    "width": width,
    "pooling": pooling,
}
"""Every experiment that is trained, by its key in ``LAB_EXPERIMENTS``."""


def _train_sequentially(
    trainings: dict[str, Callable[[], TrainingGenerator]],
) -> Generator[dict, None, tuple[dict, dict]]:
    """Train one part after another; return all evaluations, and what was trained."""
    parts, trained = {}, {}
    for nth, (name, begin) in enumerate(trainings.items()):
        points, training = [], begin()
        while True:
            try:
                progress, metrics = next(training)
            except StopIteration as end:
                trained[name], parameters = end.value
                break
            event = {}
            if metrics is not None:
                points.append({key: round(value, 6) for key, value in metrics.items()})
                event = {"part": name, **points[-1]}
            yield {"progress": (nth + progress) / len(trainings), **event}
        parts[name] = {"parameters": parameters, "points": points}
    return parts, trained


def _train_config(
    data: Dataset, config: TrainingConfig, firsts: dict | None = None
) -> TrainingGenerator:
    """Train by a config, as the page on training does; return the layers."""
    batches, layers = config.batches(data), ()
    for snapshot in train(data, config, untrained_first=True):
        if firsts is not None and snapshot.step == 0:
            firsts["first"] = snapshot.layers[0].kernel
        names = ("loss", "accuracy", "validation_loss", "validation_accuracy")
        metrics = {name: getattr(snapshot, name) for name in names}
        epoch = snapshot.step / batches
        layers = snapshot.layers
        yield epoch / config.epochs, {"epoch": epoch, **metrics} if snapshot.step else None
    return layers, parameter_count(784, config.hidden_units, 10)


def _train_keras(
    network: keras.Sequential,
    examples: tuple[Examples, ...],
    epochs: int,
    seed: int,
    rate: float = 1e-3,
) -> TrainingGenerator:
    """Train a Keras network of any kind; return its trainer.

    Args:
        network: not compiled.
        examples: to train on, and to evaluate on.
        epochs: how many.
        seed: of the shuffling.
        rate: the learning rate.
    """
    trainer = KerasTrainer(network, rate)
    training, validation = map(_as_input, examples)
    yield from trainer.fit(training, validation, epochs, seed)
    return trainer, network.count_params()


def _as_input(examples: Examples) -> tuple[Array, Array]:
    """Return images as a CNN reads them, (n, 28, 28, 1), and their labels."""
    images = examples.images[:, :, :, np.newaxis].astype(np.float32) / 255
    return images, examples.labels.astype(np.int32)


def _rounded(values: Array) -> list[list[float]]:
    """Round numbers to three significant digits: only 0 becomes 0."""
    return [[float(f"{value:.3g}") for value in row] for row in values]
