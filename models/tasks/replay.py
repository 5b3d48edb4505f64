"""At training: what a worker tells of a run once it is over, trained again to the bit."""

from collections.abc import Callable, Generator, Sequence
from typing import Any

import numpy as np

from models.data.datasets import Dataset, load
from models.data.input_encoding import for_plain_pictures
from models.engine.step_report import tell_step
from models.engine.step_trace import trace_step
from models.engine.train import first_checkpoint, replay, step_to
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.network import predict
from models.training.checkpoint import Checkpoint, branch, nearest
from models.training.checkpoint_cache import Remembered
from models.training.config import TrainingConfig
from models.training.lineage import Way
from models.training.misclassified import mistakes, most_wrong
from models.training.recording import pack_frame

TaskGenerator = Generator[dict, None, Any]
"""Yields how far it is, returns the answer; see ``models.worker.task_job``."""

Walk = Generator[tuple[Checkpoint, bool], None, Any]
"""Trains to places of a run, and rests after each epoch; yields where it is, and whether that is
one of the places."""

_remembered = Remembered()  # on each worker


def start_of(dataset: Dataset, config: TrainingConfig, way: Way = ()) -> Walk:
    """Go to where a config begins, which is returned: new weights, or where it left another one.

    Raises:
        ValueError: the way does not lead there.
    """
    if not way:
        return first_checkpoint(dataset, config)
    *before, (settings, until) = way
    for at, _ in _passing(dataset, TrainingConfig(**settings), before, [until]):
        yield at, False
    return branch(at, config)


def frames_at(dataset: str, settings: dict, way: Way, steps: Sequence[int]) -> TaskGenerator:
    """Record a run at any of its batches; the loss there is of that batch alone.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's, as ``TrainingConfig`` takes them.
        way: before them.
        steps: rising.
    """
    data, config = load(dataset), TrainingConfig(**settings)
    began, wanted = way[-1][1] if way else 0, iter(steps)

    def frame(before: Checkpoint) -> bytes:
        return pack_frame(step_to(data, before, next(wanted)), data.test)

    return (yield from _each(data, config, way, [max(step - 1, began) for step in steps], frame))


def answers_at(
    dataset: str, settings: dict, way: Way, steps: Sequence[int], image: Array
) -> TaskGenerator:
    """Ask the network at many moments of its training about one image.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        way: before them.
        steps: rising.
        image: as the dataset's are, 0 to 1.

    Returns:
        ``(steps, classes)``, probabilities.
    """
    vector = np.reshape(image, (1, -1))

    def answer(at: Checkpoint) -> Array:
        return predict(vector, _plain(at))

    config = TrainingConfig(**settings)
    return np.concatenate((yield from _each(load(dataset), config, way, steps, answer)))


def weights_at(
    dataset: str, settings: dict, way: Way, steps: Sequence[int], layer: int, unit: int
) -> TaskGenerator:
    """Fetch one unit's weights at many moments of a training.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        way: before them.
        steps: rising.
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

    return np.stack((yield from _each(load(dataset), config, way, steps, weights)))


def mistakes_at(
    dataset: str, settings: dict, way: Way, step: int, cell: tuple[int, int] | None
) -> TaskGenerator:
    """Find the held-out images the network of one moment was most wrong about.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        way: before them.
        step: the moment.
        cell: true and predicted class; None looks everywhere.

    Returns:
        As of ``models.training.misclassified.Judged``, the worst 24 at most.
    """
    data = load(dataset)
    at = yield from train_to(data, TrainingConfig(**settings), way, step)
    layers = _plain(at)
    found = most_wrong(data, layers) if cell is None else mistakes(data, layers, *cell)
    return {
        name: getattr(found, name)[:24]
        for name in ("indices", "labels", "predicted", "probability", "loss")
    } | {"count": len(found)}


def step_story(
    dataset: str, settings: dict, way: Way, step: int, layer: int, unit: int
) -> TaskGenerator:
    """Tell one training step as a story, and what it did to one unit.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        way: before them.
        step: batches trained before the one to tell.
        layer: the unit's; 0 is the first.
        unit: of that layer.

    Returns:
        As `models.engine.step_report.tell_step`.
    """
    data = load(dataset)
    before = yield from train_to(data, TrainingConfig(**settings), way, step)
    return tell_step(trace_step(data, before, step), layer, unit)


def _plain(checkpoint: Checkpoint) -> tuple[DenseLayer, ...]:
    """The network of a moment, as it would read plain pictures."""
    return for_plain_pictures(checkpoint.layers, checkpoint.config.pixels)


def train_to(dataset: Dataset, config: TrainingConfig, way: Way, step: int) -> TaskGenerator:
    """Train to one step, from the nearest place this worker remembers.

    Raises:
        ValueError: the config does not come past that step.
    """
    (found,) = yield from _each(dataset, config, way, [step], lambda at: at)
    return found


def _each(
    dataset: Dataset,
    config: TrainingConfig,
    way: Way,
    steps: Sequence[int],
    of: Callable[[Checkpoint], Any],
) -> TaskGenerator:
    """Come past many steps of a run, and give the list of what is made of each."""
    made, first, last = [], None, steps[-1]
    for at, wanted in _passing(dataset, config, way, steps):
        first = at.step if first is None else first
        if wanted:
            made.append(of(at))
        yield {"progress": (at.step - first) / (last - first) if at.step < last else 1.0}
    return made


def _passing(dataset: Dataset, config: TrainingConfig, way: Way, steps: Sequence[int]) -> Walk:
    """Come past many steps of a run, one after the other."""
    run = repr((config, way))
    known = [each for each in _remembered.of(run) if each.step <= steps[0]]
    at = nearest(known, steps[0]) if known else (yield from start_of(dataset, config, way))
    _remembered.keep(run, at)
    batches, end = config.batches(dataset), at.began[0] + config.steps(dataset)
    if steps[-1] > end:
        raise ValueError(f"the run's steps lead to {end}, not {steps[-1]}")
    yield at, False
    for step in steps:
        while at.step < step:
            into_epoch = (at.step - at.began[0]) % batches
            at = replay(dataset, at, min(step, at.step + batches - into_epoch))
            if at.step < step:
                _remembered.keep(run, at)
                yield at, False
        if step == steps[-1]:
            _remembered.keep(run, at)
        yield at, True
