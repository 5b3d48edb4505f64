"""Training: look at a batch, see how wrong the network is, nudge every weight; again and again."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import tensorflow as tf

from models.data.datasets import Dataset
from models.engine.keras_network import first_layers
from models.engine.loop import Course, Seen
from models.nn.optimizers import OPTIMIZERS
from models.training.checkpoint import Checkpoint, blank, branch, nearest
from models.training.config import TrainingConfig
from models.training.snapshot import Snapshot

__all__ = [
    "OPTIMIZERS",
    "Checkpoint",
    "Snapshot",
    "TrainingConfig",
    "branch",
    "first_checkpoint",
    "judged",
    "nearest",
    "replay",
    "step_to",
    "train",
]


def train(
    dataset: Dataset,
    plan: TrainingConfig,
    *,
    untrained_first: bool = False,
    start: Checkpoint | None = None,
    judged_every: int = 1,
) -> Iterator[Snapshot]:
    """Train a network and stop for a look ten times an epoch; asking for the next look trains.

    Where it may use several threads, it trains up to the look after the one it gives, so
    that it can judge and learn at once.

    The same dataset, plan, start and machine give the same snapshots to the
    bit. When a loss is no longer a number, its snapshot is the last one.

    Args:
        dataset: images as uint8 (divided by 255 here) or as floats (taken as
            they are), of shape ``(n, rows, columns)`` or with channels.
        plan: the network and how it learns.
        untrained_first: begin with a snapshot of the start, whose ``loss``, ``accuracy``
            and gradients are those of the next batch before it is learned from.
        start: a checkpoint of this plan, to go on from; or what
            `models.training.checkpoint.branch` made of another plan's. None is a new network.
        judged_every: judge only every so many-th snapshot of an epoch, from its first on, and
            its last, as judging takes a third of the time; the like of ``validation_freq`` in
            Keras's ``fit``. What the others say of the held-out images was true at their
            ``held_out_step``.

    Raises:
        ValueError: the dataset does not fit the plan or the start, or holds
            nothing to learn from; or never anything would be judged.
    """
    _check(dataset)
    plan.steps(dataset)
    if judged_every < 1:
        raise ValueError(f"at least every snapshot is judged, which is 1; got {judged_every}")
    if start is not None:
        if start.plan != plan:
            raise ValueError("the checkpoint was made by another plan; a branch leads to this one")
        _check_start(dataset, start)
    return _looks(dataset, plan, untrained_first, start, judged_every)


def _looks(
    dataset: Dataset,
    plan: TrainingConfig,
    untrained_first: bool,
    start: Checkpoint | None,
    judged_every: int,
) -> Iterator[Snapshot]:
    course = Course(dataset, start or first_checkpoint(dataset, plan), judged_every)
    if untrained_first:
        yield course.look(course.peek())
    alone = tf.config.threading.get_intra_op_parallelism_threads() == 1
    for snapshot in _by_turns(course) if alone else _side_by_side(course):
        yield snapshot
        if not snapshot.is_a_number:
            return


def _by_turns(course: Course) -> Iterator[Snapshot]:
    """Learn and judge by turns: a process of one thread has one core."""
    while course.step < course.end:
        yield course.look(course.learn(course.next_look()))


def _side_by_side(course: Course) -> Iterator[Snapshot]:
    """Judge each moment while the next batches are learned: a second core has work too."""
    with ThreadPoolExecutor(1, "look") as beside:
        judging: Future[Snapshot] | None = None
        while course.step < course.end:
            moment = course.moment(course.learn(course.next_look()))
            if judging is not None:
                yield judging.result()
            judging = beside.submit(moment)
        if judging is not None:
            yield judging.result()


def judged(dataset: Dataset, snapshot: Snapshot) -> Snapshot:
    """Judge a snapshot at its own moment, if it was not; what it says of its batches stays."""
    if snapshot.is_judged:
        return snapshot
    seen = Seen(snapshot.loss, snapshot.accuracy, snapshot.look.gradients)
    now = Course(dataset, snapshot.checkpoint).look(seen)
    return replace(now, seconds=snapshot.seconds + now.seconds)


def first_checkpoint(dataset: Dataset, plan: TrainingConfig) -> Checkpoint:
    """Give the Keras network's first weights, and an optimizer that remembers nothing."""
    layers = first_layers(
        int(np.prod(dataset.train.images.shape[1:])),
        plan.hidden_units,
        plan.activation,
        len(dataset.classes),
        # The reference multiplies it by 1000, and an initialiser's seed has 32 bits.
        seed=plan.seed % 4_000_000,
    )
    weights = tuple(array for layer in layers for array in (layer.kernel, layer.bias))
    return Checkpoint(plan, 0, 0, 0, weights, blank(weights, plan.optimizer))


def replay(dataset: Dataset, checkpoint: Checkpoint, step: int) -> Checkpoint:
    """Train to any batch of the checkpoint's plan without a look; the same to the bit as `train`.

    Args:
        dataset: the one the checkpoint was trained on.
        checkpoint: at or before the step; see `nearest`.
        step: batches trained by then.

    Raises:
        ValueError: the step lies before the checkpoint or after its plan's end, or
            the checkpoint does not fit the dataset.
    """
    return _course_to(dataset, checkpoint, step, step).checkpoint


def step_to(dataset: Dataset, checkpoint: Checkpoint, step: int) -> Snapshot:
    """Take a snapshot after any single batch, trained again from an earlier checkpoint.

    Its ``loss``, ``accuracy`` and gradients are of the batch just trained. At the
    checkpoint's own step they are of the next batch, before it is learned from.

    Args:
        dataset: the one the checkpoint was trained on.
        checkpoint: before the step; see `nearest`.
        step: batches trained by then.

    Raises:
        ValueError: as `replay` does.
    """
    course = _course_to(dataset, checkpoint, step, max(step - 1, checkpoint.step))
    if course.step == step:
        return course.look(course.peek())
    return course.look(course.learn(course.batch + 1))


def _course_to(dataset: Dataset, checkpoint: Checkpoint, wanted: int, step: int) -> Course:
    _check(dataset)
    _check_start(dataset, checkpoint)
    course = Course(dataset, checkpoint)
    if not checkpoint.step <= wanted <= course.end:
        raise ValueError(
            f"from this checkpoint lead steps {checkpoint.step} to {course.end}, not {wanted}"
        )
    while course.step < step:
        course.learn(min(course.batches, course.batch + step - course.step))
    return course


def _check(dataset: Dataset) -> None:
    for what, examples in (("training", dataset.train), ("held-out", dataset.test)):
        images, labels = np.shape(examples.images), np.asarray(examples.labels)
        if len(images) not in (3, 4) or 0 in images:
            raise ValueError(
                f"{what} images have the shape (n, rows, columns) or "
                f"(n, rows, columns, channels), each at least 1; got {images}"
            )
        if labels.shape != images[:1]:
            raise ValueError(f"{images[0]} {what} images go with as many labels, not {labels.size}")
        if labels.min() < 0 or labels.max() >= len(dataset.classes):
            raise ValueError(f"a {what} label goes from 0 to {len(dataset.classes) - 1}")
    if np.shape(dataset.train.images)[1:] != np.shape(dataset.test.images)[1:]:
        raise ValueError("training and held-out images have different shapes")


def _check_start(dataset: Dataset, start: Checkpoint) -> None:
    pixels = int(np.prod(np.shape(dataset.train.images)[1:]))
    wanted = (pixels, *start.plan.hidden_units, len(dataset.classes))
    found = (start.weights[0].shape[0], *(bias.size for bias in start.weights[1::2]))
    if found != wanted:
        raise ValueError(f"the checkpoint's network is {found} units, the dataset's is {wanted}")


def use_one_thread() -> None:
    """Compute in one thread, where every core has a process of its own; before the first tensor."""
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
