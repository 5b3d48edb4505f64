"""Training: predict a batch, measure the loss, update every weight; again and again."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import tensorflow as tf

from models.data.datasets import Dataset
from models.engine.keras_network import initial_layers
from models.engine.loop import BatchMetrics, TrainingLoop
from models.nn.optimizers import OPTIMIZERS
from models.training.checkpoint import Checkpoint, branch, nearest, zero_slots
from models.training.config import TrainingConfig
from models.training.snapshot import Snapshot

__all__ = [
    "OPTIMIZERS",
    "Checkpoint",
    "Snapshot",
    "TrainingConfig",
    "branch",
    "evaluated",
    "initial_checkpoint",
    "nearest",
    "replay",
    "snapshot_at",
    "train",
]


def train(
    dataset: Dataset,
    config: TrainingConfig,
    *,
    untrained_first: bool = False,
    start: Checkpoint | None = None,
    evaluate_every: int = 1,
) -> Iterator[Snapshot]:
    """Train a network and yield ten snapshots per epoch; asking for the next one trains on.

    With several threads, it trains up to the snapshot after the one it yields, so that
    evaluation and training overlap.

    The same dataset, config, start and machine give the same snapshots to the bit. Once a loss
    is infinite or NaN, its snapshot is the last one.

    Args:
        dataset: images as uint8 (divided by 255 here) or as floats (taken as
            they are), of shape ``(n, rows, columns)`` or with channels.
        config: the network and its hyperparameters.
        untrained_first: begin with a snapshot of the start, whose ``loss``, ``accuracy``
            and gradients are those of the next batch before it is trained on.
        start: a checkpoint of this config to continue from, or a branch made by
            `models.training.checkpoint.branch`. None is a new network.
        evaluate_every: evaluate only every so many-th snapshot of an epoch, from its first on, and
            its last, because evaluation takes a third of the time; like ``validation_freq`` in
            Keras's ``fit``. The other snapshots repeat the metrics of their ``validation_step``.

    Yields:
        Snapshots, the last one at the end of the last epoch.

    Raises:
        ValueError: the dataset does not fit the config or the start, or is empty; or
            ``evaluate_every`` is below 1.
    """
    _check_dataset(dataset)
    config.steps(dataset)
    if evaluate_every < 1:
        raise ValueError(f"at least every snapshot is evaluated, which is 1; got {evaluate_every}")
    if start is not None:
        if start.config != config:
            raise ValueError(
                "the checkpoint was made by another config; a branch leads to this one"
            )
        _check_start(dataset, start)
    return _snapshots(
        dataset, config, untrained_first=untrained_first, start=start, evaluate_every=evaluate_every
    )


def _snapshots(
    dataset: Dataset,
    config: TrainingConfig,
    *,
    untrained_first: bool,
    start: Checkpoint | None,
    evaluate_every: int,
) -> Iterator[Snapshot]:
    loop = TrainingLoop(dataset, start or initial_checkpoint(dataset, config), evaluate_every)
    if untrained_first:
        yield loop.snapshot(loop.evaluate_next_batch())
    one_thread = tf.config.threading.get_intra_op_parallelism_threads() == 1
    for snapshot in _sequential(loop) if one_thread else _overlapped(loop):
        yield snapshot
        if not snapshot.is_finite:
            return


def _sequential(loop: TrainingLoop) -> Iterator[Snapshot]:
    """Train and evaluate in turns, for a process of one thread."""
    while loop.step < loop.end:
        yield loop.snapshot(loop.train_until(loop.next_snapshot_step()))


def _overlapped(loop: TrainingLoop) -> Iterator[Snapshot]:
    """Evaluate each snapshot on a second core while the next batches are trained."""
    with ThreadPoolExecutor(1, "evaluate") as executor:
        pending: Future[Snapshot] | None = None
        while loop.step < loop.end:
            evaluate = loop.deferred_snapshot(loop.train_until(loop.next_snapshot_step()))
            if pending is not None:
                yield pending.result()
            pending = executor.submit(evaluate)
        if pending is not None:
            yield pending.result()


def evaluated(dataset: Dataset, snapshot: Snapshot) -> Snapshot:
    """Return the snapshot evaluated at its own step; its training metrics stay."""
    if snapshot.is_evaluated:
        return snapshot
    metrics = BatchMetrics(snapshot.loss, snapshot.accuracy, snapshot.evaluation.gradients)
    now = TrainingLoop(dataset, snapshot.checkpoint).snapshot(metrics)
    return replace(now, seconds=snapshot.seconds + now.seconds)


def initial_checkpoint(dataset: Dataset, config: TrainingConfig) -> Checkpoint:
    """Return a checkpoint of Keras's initial weights, with optimizer slots of zeros."""
    layers = initial_layers(
        int(np.prod(dataset.train.images.shape[1:])),
        config.hidden_units,
        config.activation,
        len(dataset.classes),
        seed=config.seed,
    )
    weights = tuple(array for layer in layers for array in (layer.kernel, layer.bias))
    return Checkpoint(config, 0, 0, 0, weights, zero_slots(weights, config.optimizer))


def replay(dataset: Dataset, checkpoint: Checkpoint, step: int) -> Checkpoint:
    """Train to any batch of a checkpoint's config, to the same bits as `train`.

    Args:
        dataset: the one the checkpoint was trained on.
        checkpoint: at or before the step; see `nearest`.
        step: batches trained by then.

    Raises:
        ValueError: the step lies before the checkpoint or after its training's end, or
            the checkpoint does not fit the dataset.
    """
    return _loop_at(dataset, checkpoint, step, step).checkpoint


def snapshot_at(dataset: Dataset, checkpoint: Checkpoint, step: int) -> Snapshot:
    """Return a snapshot after any single batch, replayed from an earlier checkpoint.

    Its ``loss``, ``accuracy`` and gradients are of the batch just trained on. At the
    checkpoint's own step they are of the next batch, before it is trained on.

    Args:
        dataset: the one the checkpoint was trained on.
        checkpoint: at or before the step; see `nearest`.
        step: batches trained by then.

    Raises:
        ValueError: as `replay` does.
    """
    loop = _loop_at(dataset, checkpoint, step, max(step - 1, checkpoint.step))
    if loop.step == step:
        return loop.snapshot(loop.evaluate_next_batch())
    return loop.snapshot(loop.train_until(loop.batch + 1))


def _loop_at(dataset: Dataset, checkpoint: Checkpoint, wanted: int, step: int) -> TrainingLoop:
    _check_dataset(dataset)
    _check_start(dataset, checkpoint)
    loop = TrainingLoop(dataset, checkpoint)
    if not checkpoint.step <= wanted <= loop.end:
        raise ValueError(
            f"from this checkpoint lead steps {checkpoint.step} to {loop.end}, not {wanted}"
        )
    while loop.step < step:
        loop.train_until(min(loop.batches, loop.batch + step - loop.step))
    return loop


def _check_dataset(dataset: Dataset) -> None:
    for what, examples in (("training", dataset.train), ("test", dataset.test)):
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
        raise ValueError("training and test images have different shapes")


def _check_start(dataset: Dataset, start: Checkpoint) -> None:
    pixels = int(np.prod(np.shape(dataset.train.images)[1:]))
    wanted = (pixels, *start.config.hidden_units, len(dataset.classes))
    found = (start.weights[0].shape[0], *(bias.size for bias in start.weights[1::2]))
    if found != wanted:
        raise ValueError(f"the checkpoint's network is {found} units, the dataset's is {wanted}")


def use_one_thread() -> None:
    """Use one thread, where every core has a process of its own; call before the first tensor."""
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
