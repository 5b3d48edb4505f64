"""At the lab: what the trainer's process trains for the experiments, and tells on the way."""

from collections.abc import Callable, Generator
from dataclasses import replace

import keras
import numpy as np

from models.data.datasets import Dataset, load
from models.data.input_encoding import as_read
from models.engine.keras_trainer import Pupil, Way, cnn, dense, headed
from models.engine.train import train
from models.exercises.experiments import LAB, WIDTHS
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.network import predict
from models.tasks.weight_change import moved
from models.training.config import TrainingConfig, parameters_of

L2 = 1e-3
HEADS = {"flatten": keras.layers.Flatten, "pooling": keras.layers.GlobalAveragePooling2D}
SHIFTS = range(7)  # pixels to the right
FEW = 2000  # test images that judge a network which takes long to ask

Telling = Generator[dict, None, dict]


def lab_run(name: str, settings: dict[str, int]) -> Telling:
    """Train what an experiment compares.

    Args:
        name: a key of ``LAB`` that has settings.
        settings: those.

    Yields:
        ``progress``, 0 to 1; at a look also ``part``, which of the networks it is, ``epoch``,
        ``loss``, ``accuracy``, ``held_out_loss`` and ``held_out_accuracy``.

    Returns:
        ``settings``; ``held_out``, how many test images judged; of each of the ``parts`` its
        ``parameters`` and its ``points``, the looks; and what the experiment finds beside.

    Raises:
        ValueError: no such experiment, or settings it cannot have.
    """
    if name not in TRAINED:
        raise ValueError(f"no experiment is trained that is called {name!r}")
    found = yield from TRAINED[name](**LAB[name].checked(settings))
    return {"settings": settings, **found}


def permuted(images: int, epochs: int, seed: int) -> Telling:
    """Train a Dense network and a CNN, each on plain and on permuted pixels."""
    data = load("mnist")
    config = TrainingConfig(examples=images, epochs=epochs, seed=seed)
    shuffled = replace(
        data, **{p: as_read(getattr(data, p), "permuted") for p in ("train", "test")}
    )
    parts, _ = yield from _in_turn(
        {
            "dense": lambda: _planned(data, config),
            "dense permuted": lambda: _planned(data, replace(config, pixels="permuted")),
            "cnn": lambda: _taught(cnn(seed), data, images, epochs, seed),
            "cnn permuted": lambda: _taught(cnn(seed), shuffled, images, epochs, seed),
        }
    )
    return {"held_out": len(data.test.labels), "parts": parts}


def collapse(images: int, epochs: int, units: int, seed: int) -> Telling:
    """Train one softmax layer, and the same above a hidden layer with and without relu."""
    data = load("mnist")
    config = TrainingConfig(hidden_units=(), examples=images, epochs=epochs, seed=seed)
    deep = replace(config, hidden_units=(units,), activation="linear")
    parts, made = yield from _in_turn(
        {
            "one layer": lambda: _planned(data, config),
            "two, linear": lambda: _planned(data, deep),
            "two, relu": lambda: _planned(data, replace(deep, activation="relu")),
        }
    )
    said = predict(data.test.images / 255, made["two, linear"])
    alone = predict(data.test.images / 255, (merged(*made["two, linear"]),))
    return {
        "held_out": len(data.test.labels),
        "parts": parts,
        "same_answers": int((said.argmax(1) == alone.argmax(1)).sum()),
        "largest_difference": float(np.abs(said - alone).max()),
    }


def merged(hidden: DenseLayer, last: DenseLayer) -> DenseLayer:
    """Multiply two layers into the one they are, where nothing bends between them."""
    kernel = hidden.kernel.astype(float) @ last.kernel
    return DenseLayer(kernel, hidden.bias @ last.kernel.astype(float) + last.bias, last.activation)


def asleep(images: int, epochs: int, seed: int) -> Telling:
    """Train with and without L2, and see for each pixel how far its weights have moved."""
    data = load("mnist")
    config = TrainingConfig(examples=images, epochs=epochs, seed=seed)
    firsts: dict[str, Array] = {}
    parts, made = yield from _in_turn(
        {
            "without L2": lambda: _planned(data, config, firsts),
            "with L2": lambda: _planned(data, replace(config, l2=L2), firsts),
        }
    )
    dark = ~data.train.images[:images].any(axis=0)
    return {
        "held_out": len(data.test.labels),
        "parts": parts,
        "l2": L2,
        "dark": dark.astype(int).tolist(),  # (28, 28)
        "moved": {
            name: _short(moved(firsts["first"], layers[0].kernel).reshape(28, 28))
            for name, layers in made.items()
        },
    }


def width(images: int, epochs: int, widest: int, seed: int) -> Telling:
    """Train networks of more and more hidden units on the same few images."""
    data = load("mnist")
    widths = (*WIDTHS, widest)
    parts, _ = yield from _in_turn(
        {
            str(units): lambda units=units: _taught(dense(units, seed), data, images, epochs, seed)
            for units in widths
        }
    )
    return {"held_out": len(data.test.labels), "parts": parts}


def pooling(images: int, epochs: int, seed: int) -> Telling:
    """Train two CNNs that differ in their head alone, and judge both on shifted images."""
    data = load("mnist")
    few = replace(data, test=replace(data.test, **_first(data.test, FEW)))
    parts, made = yield from _in_turn(
        {
            name: lambda head=head: _taught(headed(head(), seed), few, images, epochs, seed, 2e-3)
            for name, head in HEADS.items()
        }
    )
    pictures, labels = _read(few, "test", FEW)
    shifts = {name: [] for name in HEADS}
    for by in SHIFTS:
        aside = np.pad(pictures, ((0, 0), (0, 0), (by, 0), (0, 0)))[:, :, :28]
        for name, pupil in made.items():
            shifts[name].append(pupil.right(aside, labels))
        yield {"progress": 1.0}
    return {"held_out": FEW, "parts": parts, "shifts": shifts}


TRAINED: dict[str, Callable[..., Telling]] = {
    each.__name__: each for each in (permuted, collapse, asleep, width, pooling)
}
"""Every experiment that is trained, by its key in ``LAB``."""


def _in_turn(ways: dict[str, Callable[[], Way]]) -> Generator[dict, None, tuple[dict, dict]]:
    """Train one part after another; return all their looks, and what was trained."""
    parts, made = {}, {}
    for nth, (name, begin) in enumerate(ways.items()):
        points, way = [], begin()
        while True:
            try:
                share, point = next(way)
            except StopIteration as end:
                made[name], parameters = end.value
                break
            told = {}
            if point is not None:
                points.append({key: round(value, 6) for key, value in point.items()})
                told = {"part": name, **points[-1]}
            yield {"progress": (nth + share) / len(ways), **told}
        parts[name] = {"parameters": parameters, "points": points}
    return parts, made


def _planned(data: Dataset, config: TrainingConfig, firsts: dict | None = None) -> Way:
    """Train by a config, as the page on training does; return the layers."""
    batches = config.batches(data)
    for snapshot in train(data, config, untrained_first=True):
        if firsts is not None and snapshot.step == 0:
            firsts["first"] = snapshot.layers[0].kernel
        figures = ("loss", "accuracy", "held_out_loss", "held_out_accuracy")
        point = {name: getattr(snapshot, name) for name in figures}
        epoch = snapshot.step / batches
        yield epoch / config.epochs, {"epoch": epoch, **point} if snapshot.step else None
    return snapshot.layers, parameters_of(784, config.hidden_units, 10)


def _taught(
    network: keras.Sequential,
    data: Dataset,
    images: int,
    epochs: int,
    seed: int,
    rate: float = 1e-3,
) -> Way:
    """Train a Keras network of any kind; return it as a pupil."""
    pupil = Pupil(network, rate)
    judges = len(data.test.labels)
    yield from pupil.learn(_read(data, "train", images), _read(data, "test", judges), epochs, seed)
    return pupil, network.count_params()


def _read(data: Dataset, part: str, count: int) -> tuple[Array, Array]:
    """Give the first images of a part as a CNN reads them, (count, 28, 28, 1), and their labels."""
    examples = getattr(data, part)
    images = examples.images[:count, :, :, np.newaxis].astype(np.float32) / 255
    return images, examples.labels[:count].astype(np.int32)


def _short(values: Array) -> list[list[float]]:
    """Write numbers with three digits that count: what is not 0 never becomes 0."""
    return [[float(f"{value:.3g}") for value in row] for row in values]


def _first(examples: object, count: int) -> dict:
    return {name: array[:count] for name, array in vars(examples).items()}
