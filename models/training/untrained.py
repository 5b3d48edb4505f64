"""Untrained: the run that a config would make, before its first batch, without a worker."""

import hashlib
from functools import lru_cache

import numpy as np

from models.data.datasets import Dataset, Examples, load
from models.data.input_encoding import encode, fold_encoding_into_layer
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, readonly
from models.nn.dense import DenseLayer
from models.nn.initial_weights import initial_network
from models.training.checkpoint import Checkpoint
from models.training.config import TrainingConfig
from models.training.evaluation import Evaluation, fraction_of_units
from models.training.recording import MetricHistory, metrics_row, pack_frame, unpack_frame
from models.training.run_view import RunView
from models.training.snapshot import Snapshot
from models.training.split import split

UNTRAINED = "untrained"  # the state of such a run
TILE = 1000  # images at once
NO_BATCH = float("nan")  # the metrics of the first batch, whose order only the trainer knows


@lru_cache(maxsize=8)
def untrained_view(config: TrainingConfig, dataset: str = "mnist") -> RunView:
    """Return a run with one frame: of the network that the config begins with.

    Args:
        config: of the run.
        dataset: a key of ``DATASETS``.
    """
    data = load(dataset)
    layers = initial_network(
        int(np.prod(data.train.images.shape[1:])),
        config.hidden_units,
        config.activation,
        len(data.classes),
        config.seed,
    )
    validation = split(data, config)[1]
    snapshot = _snapshot(data, config, layers, validation)
    return RunView(
        id=f"{UNTRAINED}-{fingerprint(config)}",
        config=config,
        lineage=(),
        dataset=dataset,
        state=UNTRAINED,
        message="",
        queue_position=0,
        history=MetricHistory.from_rows([metrics_row(snapshot)]),
        frames={0: unpack_frame(pack_frame(snapshot, validation))},
        total_steps=snapshot.total_steps,
        pace=None,
        batches_per_second=None,
        layers=fold_encoding_into_layer(layers, config.pixels),
    )


def fingerprint(config: TrainingConfig) -> str:
    """Return a short name of a config; another config has another."""
    return hashlib.blake2b(repr(config).encode(), digest_size=8).hexdigest()


def _snapshot(
    data: Dataset, config: TrainingConfig, layers: tuple[DenseLayer, ...], validation: Examples
) -> Snapshot:
    """Return the snapshot before the first batch."""
    weights = tuple(array for layer in layers for array in (layer.kernel, layer.bias))
    *hidden, logits = _outputs(encode(validation, config.pixels), layers)
    labels = validation.labels.astype(int)
    classes = len(data.classes)
    confusion = np.zeros((classes, classes), int)
    np.add.at(confusion, (labels, logits.argmax(axis=1)), 1)
    flat = tuple(_flat_fraction(values, config.activation) for values in hidden)
    return Snapshot(
        step=0,
        epoch=1,
        loss=NO_BATCH,
        accuracy=NO_BATCH,
        validation_loss=_loss(logits, labels, layers, config.l2),
        validation_accuracy=float(np.trace(confusion) / len(labels)),
        validation_step=0,
        layers=layers,
        total_steps=config.steps(data),
        seconds=0.0,
        evaluation=Evaluation(
            confusion=readonly(confusion),
            gradients=(NO_BATCH,) * len(layers),
            flat_fraction=flat,
            dead=tuple(fraction_of_units("dead", config.activation, each) for each in flat),
            saturated=tuple(
                fraction_of_units("saturated", config.activation, each) for each in flat
            ),
        ),
        checkpoint=Checkpoint(config, 0, 0, 0, weights, ()),
    )


def _outputs(examples: Examples, layers: tuple[DenseLayer, ...]) -> list[Array]:
    """Return each layer's outputs for encoded images, (images, units), in float32; logits last."""
    images = examples.images.reshape(len(examples.labels), -1)
    scale = np.float32(255 if images.dtype == np.uint8 else 1)
    tiles = []
    for first in range(0, len(images), TILE):
        values, outputs = images[first : first + TILE].astype(np.float32) / scale, []
        for layer in layers:
            sums = values @ layer.kernel + layer.bias
            values = sums if layer is layers[-1] else ACTIVATIONS[layer.activation].apply(sums)
            outputs.append(values)
        tiles.append(outputs)
    return [np.concatenate(each) for each in zip(*tiles, strict=True)]


def _flat_fraction(outputs: Array, activation: str) -> Array:
    """Return the fraction of images at which each unit is flat, (units,)."""
    region = ACTIVATIONS[activation].flat_region
    return region.contains(outputs).mean(axis=0) if region else np.zeros(outputs.shape[1])


def _loss(logits: Array, labels: Array, layers: tuple[DenseLayer, ...], penalty: float) -> float:
    """Return the mean cross-entropy, with the L2 penalty."""
    shifted = logits.astype(float) - logits.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    squares = sum(float(np.square(layer.kernel).sum()) for layer in layers)
    return float(losses.mean() + penalty * squares)
