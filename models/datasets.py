"""Datasets: the pictures a network learns from, and the ones kept back to judge it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from models.arrays import Array, frozen

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Examples:
    """Pictures with their true labels, read-only."""

    images: Array  # (n, rows, columns), uint8, 0 to 255
    labels: Array  # (n,), uint8, an index into the classes


@dataclass(frozen=True)
class Dataset:
    """What to learn from, what to be judged on, and what the labels mean."""

    train: Examples
    test: Examples
    classes: tuple[str, ...]


def _mnist() -> Dataset:
    with np.load(DATA / "mnist.npz", allow_pickle=False) as arrays:
        return Dataset(
            train=Examples(frozen(arrays["x_train"]), frozen(arrays["y_train"])),
            test=Examples(frozen(arrays["x_test"]), frozen(arrays["y_test"])),
            classes=tuple("0123456789"),
        )


DATASETS: dict[str, Callable[[], Dataset]] = {"mnist": _mnist}
"""Every dataset the lesson ships; a new one is a row here and its file in data/."""


@cache
def load(name: str) -> Dataset:
    """Load a dataset by name, once a process.

    Raises:
        ValueError: no such dataset.

    >>> load("mnist").train.images.shape
    (60000, 28, 28)
    """
    if name not in DATASETS:
        raise ValueError(f"no dataset is called {name!r}; there are {', '.join(DATASETS)}")
    return DATASETS[name]()
