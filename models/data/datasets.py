"""Datasets: the images a network is trained on, and the test images."""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from zipfile import ZipFile

import numpy as np

from models.nn.arrays import Array, aligned

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True, eq=False)
class Examples:
    """Images with their true labels, read-only."""

    images: Array  # (n, rows, columns), uint8, 0 to 255
    labels: Array  # (n,), uint8, an index into the classes


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training examples, test examples, and what the labels mean."""

    train: Examples
    test: Examples
    classes: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The file of a dataset, and what its labels mean."""

    file: Path  # .npz with x_train, y_train, x_test, y_test
    classes: tuple[str, ...]


DATASETS: dict[str, Source] = {"mnist": Source(DATA / "mnist.npz", tuple("0123456789"))}
"""Every dataset of the lesson; a new one is a row here and its file in data/."""


def _source(name: str) -> Source:
    if name not in DATASETS:
        raise ValueError(f"no dataset is called {name!r}; there are {', '.join(DATASETS)}")
    return DATASETS[name]


_loading = Lock()  # thirty learners who open a page together cause one load, not thirty


def load_examples(name: str, part: str) -> Examples:
    """Read one part of a dataset, once per process; the other part is not read.

    Args:
        name: a key of ``DATASETS``.
        part: ``"train"`` or ``"test"``.

    Raises:
        ValueError: no such dataset.
    """
    with _loading:
        return _read(_source(name).file, part)


@cache
def _read(file: Path, part: str) -> Examples:
    with np.load(file, allow_pickle=False) as arrays:
        return Examples(aligned(arrays[f"x_{part}"]), aligned(arrays[f"y_{part}"]))


def first_examples(name: str, part: str, count: int) -> Examples:
    """Read the first examples of a part, and nothing behind them.

    Args:
        name: a key of ``DATASETS``.
        part: ``"train"`` or ``"test"``.
        count: how many; fewer where the part has fewer.

    Raises:
        ValueError: no such dataset.

    >>> first_examples("mnist", "train", 60).labels[:4].tolist()
    [5, 0, 4, 1]
    """
    with ZipFile(_source(name).file) as file:
        return Examples(
            _first_rows(file, f"x_{part}.npy", count), _first_rows(file, f"y_{part}.npy", count)
        )


def _first_rows(archive: ZipFile, member: str, count: int) -> Array:
    """Return the first rows of a stored array, read-only."""
    with archive.open(member) as file:
        np.lib.format.read_magic(file)
        (rows, *shape), _, dtype = np.lib.format.read_array_header_1_0(file)
        count = min(count, rows)
        values = np.frombuffer(file.read(count * math.prod(shape) * dtype.itemsize), dtype)
        return values.reshape(count, *shape)


@cache
def shape_of(name: str, part: str) -> tuple[int, ...]:
    """Return the shape of a part's images, (n, rows, columns), without reading them.

    Args:
        name: a key of ``DATASETS``.
        part: ``"train"`` or ``"test"``.

    >>> shape_of("mnist", "train")
    (60000, 28, 28)
    """
    with ZipFile(_source(name).file) as file, file.open(f"x_{part}.npy") as array:
        np.lib.format.read_magic(array)
        shape, _, _ = np.lib.format.read_array_header_1_0(array)
    return shape


@cache
def nonzero_counts(name: str) -> Array:
    """Count for each pixel the training images in which it is not 0, without caching the images.

    Args:
        name: a key of ``DATASETS``.

    Returns:
        ``(rows, columns)``, from 0 to the number of training images.

    >>> int((nonzero_counts("mnist") == 0).sum())
    67
    """
    with np.load(_source(name).file, allow_pickle=False) as arrays:
        return np.count_nonzero(arrays["x_train"], axis=0)


@cache
def load(name: str) -> Dataset:
    """Load a whole dataset by name, once per process.

    Raises:
        ValueError: no such dataset.

    >>> load("mnist").train.images.shape
    (60000, 28, 28)
    """
    classes = _source(name).classes
    return Dataset(load_examples(name, "train"), load_examples(name, "test"), classes)
