"""Misclassified: which held-out images a network gets wrong, and with what loss."""

from dataclasses import dataclass

import numpy as np

from models.data.datasets import Dataset
from models.nn.arrays import Array, Indices, readonly
from models.nn.dense import DenseLayer
from models.nn.network import predict

TILE = 1000  # images predicted at once, as predict computes in float64


@dataclass(frozen=True, eq=False)
class ScoredImages:
    """Some held-out images and the network's predictions for them."""

    indices: Array  # (images,): indices in the dataset's held-out part
    labels: Array  # (images,): true classes
    predicted: Array  # (images,): the most probable class
    probability: Array  # (images,): of the predicted class
    true_probability: Array  # (images,): of the true class
    loss: Array  # (images,): minus the logarithm of the true class's; infinite where that is 0

    def __len__(self) -> int:
        return len(self.indices)


def highest_loss(dataset: Dataset, layers: tuple[DenseLayer, ...], count: int = 24) -> ScoredImages:
    """Return the held-out images with the highest loss, the worst first.

    If all are right, these are the ones the network is least sure of.

    Args:
        dataset: whose test part is evaluated.
        layers: as for `models.nn.network.predict`, the last a softmax.
        count: of images; fewer where there are fewer.
    """
    return _score(dataset, _probabilities(dataset, layers), _all_indices(dataset), count)


def confusion_cell(
    dataset: Dataset, layers: tuple[DenseLayer, ...], true: int, predicted: int
) -> ScoredImages:
    """Return the held-out images of one cell of the confusion matrix, the highest loss first.

    Args:
        dataset: whose test part is evaluated.
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
    return _score(dataset, probabilities, np.flatnonzero(in_cell), None)


def _all_indices(dataset: Dataset) -> Indices:
    return np.arange(len(dataset.test.labels))


def _probabilities(dataset: Dataset, layers: tuple[DenseLayer, ...]) -> Array:
    """Return the network's probabilities for all held-out images, (images, classes)."""
    images = dataset.test.images
    scale = 255 if images.dtype == np.uint8 else 1
    tiles = (images[first : first + TILE] / scale for first in range(0, len(images), TILE))
    return np.concatenate([predict(tile, layers) for tile in tiles])


def _score(
    dataset: Dataset, probabilities: Array, indices: Indices, count: int | None
) -> ScoredImages:
    labels = dataset.test.labels[indices].astype(int)
    true = probabilities[indices, labels]
    with np.errstate(divide="ignore"):
        loss = -np.log(true)
    # Stable, so that equal ones keep their order; NaN, from diverged weights, comes last.
    worst = np.argsort(-loss, kind="stable")[:count]
    rows = probabilities[indices[worst]]
    return ScoredImages(
        indices=readonly(indices[worst]),
        labels=readonly(labels[worst]),
        predicted=readonly(rows.argmax(axis=1)),
        probability=readonly(rows.max(axis=1)),
        true_probability=readonly(true[worst]),
        loss=readonly(loss[worst]),
    )
