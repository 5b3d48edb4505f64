"""At training: what a worker tells of a run once it is over, trained again to the bit."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence

import numpy as np

from models.arrays import Array
from models.checkpoint import Checkpoint, branch, nearest
from models.datasets import Dataset, load
from models.dense import DenseLayer
from models.frames import pack_frame
from models.mistakes import mistakes, most_wrong
from models.network import predict
from models.pixels import for_plain_pictures
from models.plan import TrainingPlan
from models.run import Way
from models.step import trace_step
from models.story import tell_step
from models.training import first_checkpoint, replay, step_to

KEPT_RUNS, KEPT_CHECKPOINTS = 3, 12  # on each worker: about 15 MB a run of 784-128-10
KEPT_BYTES = 20 << 20  # of one checkpoint; those of the largest networks take ten times as much

_kept: OrderedDict[str, list[Checkpoint]] = OrderedDict()


def start_of(dataset: Dataset, plan: TrainingPlan, way: Way = ()) -> Checkpoint:
    """Find where a plan begins: with new weights, or where it left another one.

    Raises:
        ValueError: the way does not lead there.
    """
    if not way:
        return first_checkpoint(dataset, plan)
    *before, (settings, until) = way
    return branch(checkpoint_at(dataset, TrainingPlan(**settings), before, until), plan)


def checkpoint_at(dataset: Dataset, plan: TrainingPlan, way: Way, step: int) -> Checkpoint:
    """Train to one step, from the nearest place this worker remembers.

    Raises:
        ValueError: the plan does not come past that step.
    """
    key = repr((plan, way))
    known = _kept.setdefault(key, [])
    _kept.move_to_end(key)
    while len(_kept) > KEPT_RUNS:
        _kept.popitem(last=False)
    before = known or [start_of(dataset, plan, way)]
    found = replay(dataset, nearest(before, step), step)
    for each in (*before, found):
        new = each.step not in [other.step for other in known]
        if new and each.bytes <= KEPT_BYTES and len(known) < KEPT_CHECKPOINTS:
            known.append(each)
    return found


def frames_at(dataset: str, settings: dict, way: Way, steps: Sequence[int]) -> list[dict]:
    """Record a run at any of its batches; the loss there is of that batch alone.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's, as ``TrainingPlan`` takes them.
        way: before them.
        steps: rising.
    """
    data, plan = load(dataset), TrainingPlan(**settings)
    packed = []
    for step in steps:
        before = checkpoint_at(data, plan, way, max(step - 1, way[-1][1] if way else 0))
        packed.append(pack_frame(step_to(data, before, step), data.test))
    return packed


def answers_at(dataset: str, settings: dict, way: Way, steps: Sequence[int], image: Array) -> Array:
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
    passing = _passing(load(dataset), settings, way, steps)
    return np.concatenate([predict(vector, _plain(at)) for at in passing])


def mistakes_at(
    dataset: str, settings: dict, way: Way, step: int, cell: tuple[int, int] | None
) -> dict:
    """Find the held-out images the network of one moment was most wrong about.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        way: before them.
        step: the moment.
        cell: true and predicted class; None looks everywhere.

    Returns:
        As of ``models.mistakes.Judged``, the worst 24 at most.
    """
    data = load(dataset)
    layers = _plain(checkpoint_at(data, TrainingPlan(**settings), way, step))
    found = most_wrong(data, layers) if cell is None else mistakes(data, layers, *cell)
    return {
        name: getattr(found, name)[:24]
        for name in ("indices", "labels", "predicted", "probability", "loss")
    } | {"count": len(found)}


def step_story(dataset: str, settings: dict, way: Way, step: int, layer: int, unit: int) -> dict:
    """Tell one training step as a story, and what it did to one unit.

    Args:
        dataset: a key of ``DATASETS``.
        settings: the run's.
        way: before them.
        step: batches trained before the one to tell.
        layer: the unit's; 0 is the first.
        unit: of that layer.

    Returns:
        As `models.story.tell_step`.
    """
    data = load(dataset)
    before = checkpoint_at(data, TrainingPlan(**settings), way, step)
    return tell_step(trace_step(data, before, step), layer, unit)


def _plain(checkpoint: Checkpoint) -> tuple[DenseLayer, ...]:
    """The network of a moment, as it would read plain pictures."""
    return for_plain_pictures(checkpoint.layers, checkpoint.plan.pixels)


def _passing(data: Dataset, settings: dict, way: Way, steps: Sequence[int]) -> Iterator[Checkpoint]:
    """Come past many steps of a run, one after the other."""
    at = checkpoint_at(data, TrainingPlan(**settings), way, steps[0])
    for step in steps:
        at = replay(data, at, step)
        yield at
