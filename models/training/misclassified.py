"""Misclassified: which images of an evaluation a network gets wrong, and with what loss."""

from dataclasses import dataclass

import numpy as np

from models.data.datasets import Examples
from models.nn.arrays import Array, Indices, readonly
from models.nn.dense import DenseLayer
from models.nn.network import predict

TILE = 1000  # images predicted at once, as predict computes in float64


@dataclass(frozen=True, eq=False)
class ScoredImages:
    """Some images of an evaluation and the network's predictions for them."""

    indices: Array  # (images,): indices in the evaluated examples
    labels: Array  # (images,): true classes
    predicted: Array  # (images,): the most probable class
    probability: Array  # (images,): of the predicted class
    true_probability: Array  # (images,): of the true class
    loss: Array  # (images,): minus the logarithm of the true class's; infinite where that is 0

    def __len__(self) -> int:
        return len(self.indices)


def highest_loss(
    examples: Examples, layers: tuple[DenseLayer, ...], count: int = 24
) -> ScoredImages:
    """Return the images with the highest loss, the worst first.

    If all are right, these are the ones the network is least sure of.

    Args:
        examples: to evaluate.
        layers: as for `models.nn.network.predict`, the last a softmax.
        count: of images; fewer where there are fewer.
    """
    return _score(examples, _probabilities(examples, layers), _all_indices(examples), count)


def confusion_cell(
    examples: Examples, layers: tuple[DenseLayer, ...], true: int, predicted: int
) -> ScoredImages:
    """Return the images of one cell of the confusion matrix, the highest loss first.

    Args:
        examples: to evaluate.
        layers: as for `models.nn.network.predict`, the last a softmax.
        true: the row, a class.
        predicted: the column; the true class itself gives the images that are right.

    Raises:
        ValueError: no such class.
    """
    classes = layers[-1].units
    for number in (true, predicted):
        if not 0 <= number < classes:
            raise ValueError(f"a class goes from 0 to {classes - 1}, got {number}")
    probabilities = _probabilities(examples, layers)
    in_cell = (examples.labels == true) & (probabilities.argmax(axis=1) == predicted)
    return _score(examples, probabilities, np.flatnonzero(in_cell), None)


def _all_indices(examples: Examples) -> Indices:
    return np.arange(len(examples.labels))


def _probabilities(examples: Examples, layers: tuple[DenseLayer, ...]) -> Array:
    """Return the network's probabilities for all images, (images, classes)."""
    images = examples.images
    scale = 255 if images.dtype == np.uint8 else 1
    tiles = (images[first : first + TILE] / scale for first in range(0, len(images), TILE))
    return np.concatenate([predict(tile, layers) for tile in tiles])


def _score(
    examples: Examples, probabilities: Array, indices: Indices, count: int | None
) -> ScoredImages:
    labels = examples.labels[indices].astype(int)
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
