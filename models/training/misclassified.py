"""Mistakes: which held-out images a network gets wrong, and how wrong it is about each."""

from dataclasses import dataclass

import numpy as np

from models.data.datasets import Dataset
from models.nn.arrays import Array, frozen
from models.nn.dense import DenseLayer
from models.nn.network import predict

TILE = 1000  # images sent through at once, as predict computes in float64


@dataclass(frozen=True, eq=False)
class Judged:
    """Some held-out images and what a network says about them."""

    indices: Array  # (images,): places in the dataset's held-out part
    labels: Array  # (images,): true classes
    predicted: Array  # (images,): the likeliest class
    probability: Array  # (images,): of the predicted class
    true_probability: Array  # (images,): of the true class
    loss: Array  # (images,): minus the logarithm of the true class's; infinite where that is 0

    def __len__(self) -> int:
        return len(self.indices)


def most_wrong(dataset: Dataset, layers: tuple[DenseLayer, ...], count: int = 24) -> Judged:
    """Find the held-out images with the highest loss, the worst first.

    With all of them right, they are the ones the network is least sure of.

    Args:
        dataset: whose test part is judged.
        layers: as for `models.nn.network.predict`, the last a softmax.
        count: of images; fewer where there are fewer.
    """
    return _judge(dataset, _probabilities(dataset, layers), _every(dataset), count)


def mistakes(dataset: Dataset, layers: tuple[DenseLayer, ...], true: int, predicted: int) -> Judged:
    """Find the held-out images of one cell of the confusion matrix, the highest loss first.

    Args:
        dataset: whose test part is judged.
        layers: as for `models.nn.network.predict`, the last a softmax.
        true: the row, a class.
        predicted: the column; the true class itself gives the images that are right.

    Raises:
        ValueError: no such class.
    """
    for number in (true, predicted):
        if not 0 <= number < len(dataset.classes):
            raise ValueError(f"a class goes from 0 to {len(dataset.classes) - 1}, got {number}")
    probabilities = _probabilities(dataset, layers)
    in_cell = (dataset.test.labels == true) & (probabilities.argmax(axis=1) == predicted)
    return _judge(dataset, probabilities, np.flatnonzero(in_cell), None)


def _every(dataset: Dataset) -> Array:
    return np.arange(len(dataset.test.labels))


def _probabilities(dataset: Dataset, layers: tuple[DenseLayer, ...]) -> Array:
    """Ask the network about all held-out images, (images, classes)."""
    images = dataset.test.images
    scale = 255 if images.dtype == np.uint8 else 1
    tiles = (images[first : first + TILE] / scale for first in range(0, len(images), TILE))
    return np.concatenate([predict(tile, layers) for tile in tiles])


def _judge(dataset: Dataset, probabilities: Array, indices: Array, count: int | None) -> Judged:
    labels = dataset.test.labels[indices].astype(int)
    true = probabilities[indices, labels]
    with np.errstate(divide="ignore"):
        loss = -np.log(true)
    # Stable, so that equal ones keep their order; NaN, from exploded weights, comes last.
    worst = np.argsort(-loss, kind="stable")[:count]
    rows = probabilities[indices[worst]]
    return Judged(
        indices=frozen(indices[worst]),
        labels=frozen(labels[worst]),
        predicted=frozen(rows.argmax(axis=1)),
        probability=frozen(rows.max(axis=1)),
        true_probability=frozen(true[worst]),
        loss=frozen(loss[worst]),
    )
