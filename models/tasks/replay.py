"""Replay: train a finished run again, to the bit, to report on any of its steps."""

from collections.abc import Callable, Generator, Sequence
from typing import Any

import numpy as np

from models.data.datasets import Dataset, load
from models.data.input_encoding import fold_encoding_into_layer
from models.engine.step_report import report_step
from models.engine.step_trace import trace_step
from models.engine.train import initial_checkpoint, replay, snapshot_at
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.network import predict
from models.training.checkpoint import Checkpoint, branch, nearest
from models.training.checkpoint_cache import CheckpointCache
from models.training.config import TrainingConfig
from models.training.lineage import Lineage
from models.training.misclassified import confusion_cell, highest_loss
from models.training.recording import pack_frame
from models.training.split import split

TaskGenerator = Generator[dict, None, Any]
"""Yields progress, returns the result; see ``models.worker.task_job``."""

ReplayGenerator = Generator[tuple[Checkpoint, bool], None, Any]
"""Trains to steps of a run, pausing after each epoch; yields a checkpoint, and whether it is of a
requested step."""

_checkpoints = CheckpointCache()  # on each worker


def replay_to_start(
    dataset: Dataset, config: TrainingConfig, lineage: Lineage = ()
) -> ReplayGenerator:
    """Replay to where a config begins, and return it: new weights, or the end of the lineage.

    Raises:
        ValueError: the lineage does not lead there.
    """
    if not lineage:
        return initial_checkpoint(dataset, config)
    settings, until = lineage[-1]
    at = None
    for at, _ in _replay_through(dataset, TrainingConfig(**settings), lineage[:-1], [until]):
        yield at, False
    if at is None:
        raise ValueError(f"nothing leads to step {until}")
    return branch(at, config)


def frames_at(
    dataset: str, settings: dict, lineage: Lineage, steps: Sequence[int]
) -> TaskGenerator:
    """Record a run at any of its batches; the loss there is of that batch alone.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's, as ``TrainingConfig`` takes them.
        lineage: the configs before them.
        steps: ascending.
    """
    data, config = load(dataset), TrainingConfig(**settings)
    start_step, wanted = lineage[-1][1] if lineage else 0, iter(steps)

    def frame(before: Checkpoint) -> bytes:
        return pack_frame(snapshot_at(data, before, next(wanted)), split(data, config)[1])

    return (
        yield from _map_steps(
            data, config, lineage, [max(step - 1, start_step) for step in steps], frame
        )
    )


def predictions_at(
    dataset: str, settings: dict, lineage: Lineage, steps: Sequence[int], image: Array
) -> TaskGenerator:
    """Return the network's predictions for one image at many steps of its training.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        lineage: the configs before them.
        steps: ascending.
        image: as the dataset's are, 0 to 1.

    Returns:
        ``(steps, classes)``, probabilities.
    """
    vector = np.reshape(image, (1, -1))

    def probabilities(at: Checkpoint) -> Array:
        return predict(vector, _decoded_layers(at))

    config = TrainingConfig(**settings)
    return np.concatenate(
        (yield from _map_steps(load(dataset), config, lineage, steps, probabilities))
    )


def weights_at(
    dataset: str, settings: dict, lineage: Lineage, steps: Sequence[int], layer: int, unit: int
) -> TaskGenerator:
    """Return one unit's weights at many steps of a training.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        lineage: the configs before them.
        steps: ascending.
        layer: the unit's; 0 is the first.
        unit: of that layer.

    Returns:
        ``(steps, inputs)``, float32.
    """
    config = TrainingConfig(**settings)
    if not 0 <= layer <= len(config.hidden_units):
        raise ValueError(f"the network has {len(config.hidden_units) + 1} layers, got {layer}")

    def weights(at: Checkpoint) -> Array:
        kernel = at.layers[layer].kernel
        if not 0 <= unit < kernel.shape[1]:
            raise ValueError(f"the layer has {kernel.shape[1]} units, got {unit}")
        return kernel[:, unit]

    return np.stack((yield from _map_steps(load(dataset), config, lineage, steps, weights)))


def misclassified_at(
    dataset: str, settings: dict, lineage: Lineage, step: int, cell: tuple[int, int] | None
) -> TaskGenerator:
    """Return the images evaluated on that have the highest loss at one step.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        lineage: the configs before them.
        step: the step.
        cell: true and predicted class; None searches all images.

    Returns:
        As of ``models.training.misclassified.ScoredImages``, the worst 24 at most.
    """
    data, config = load(dataset), TrainingConfig(**settings)
    at = yield from train_to(data, config, lineage, step)
    (_, validation), layers = split(data, config), _decoded_layers(at)
    found = (
        highest_loss(validation, layers)
        if cell is None
        else confusion_cell(validation, layers, *cell)
    )
    return {
        name: getattr(found, name)[:24]
        for name in ("indices", "labels", "predicted", "probability", "loss")
    } | {"count": len(found)}


def step_report(
    dataset: str, settings: dict, lineage: Lineage, step: int, layer: int, unit: int
) -> TaskGenerator:
    """Report one training step, and what it did to one unit.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        lineage: the configs before them.
        step: batches trained before the one to report.
        layer: the unit's; 0 is the first.
        unit: of that layer.

    Returns:
        As `models.engine.step_report.report_step`.
    """
    data = load(dataset)
    before = yield from train_to(data, TrainingConfig(**settings), lineage, step)
    return report_step(trace_step(data, before, step), layer, unit)


def _decoded_layers(checkpoint: Checkpoint) -> tuple[DenseLayer, ...]:
    """Return a checkpoint's network, for images from 0 to 1."""
    return fold_encoding_into_layer(checkpoint.layers, checkpoint.config.pixels)


def train_to(
    dataset: Dataset, config: TrainingConfig, lineage: Lineage, step: int
) -> TaskGenerator:
    """Train to one step, from the nearest checkpoint in this worker's cache.

    Raises:
        ValueError: the config does not reach that step.
    """
    (found,) = yield from _map_steps(dataset, config, lineage, [step], lambda at: at)
    return found


def _map_steps(
    dataset: Dataset,
    config: TrainingConfig,
    lineage: Lineage,
    steps: Sequence[int],
    function: Callable[[Checkpoint], Any],
) -> TaskGenerator:
    """Replay through many steps of a run, and return a list of a function's results."""
    results, first, last = [], None, steps[-1]
    for at, wanted in _replay_through(dataset, config, lineage, steps):
        first = at.step if first is None else first
        if wanted:
            results.append(function(at))
        yield {"progress": (at.step - first) / (last - first) if at.step < last else 1.0}
    return results


def _replay_through(
    dataset: Dataset, config: TrainingConfig, lineage: Lineage, steps: Sequence[int]
) -> ReplayGenerator:
    """Replay through many steps of a run, one after the other."""
    run = repr((config, lineage))
    cached = [each for each in _checkpoints.get(run) if each.step <= steps[0]]
    at = (
        nearest(cached, steps[0])
        if cached
        else (yield from replay_to_start(dataset, config, lineage))
    )
    _checkpoints.add(run, at)
    batches, end = config.batches(dataset), at.start[0] + config.steps(dataset)
    if steps[-1] > end:
        raise ValueError(f"the run's steps lead to {end}, not {steps[-1]}")
    yield at, False
    for step in steps:
        while at.step < step:
            epoch_batch = (at.step - at.start[0]) % batches
            at = replay(dataset, at, min(step, at.step + batches - epoch_batch))
            if at.step < step:
                _checkpoints.add(run, at)
                yield at, False
        if step == steps[-1]:
            _checkpoints.add(run, at)
        yield at, True
