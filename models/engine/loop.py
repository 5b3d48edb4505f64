"""Training loop: the state of one training, advanced batch by batch."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from models.data.datasets import Dataset
from models.data.input_encoding import ENCODINGS
from models.engine.network_spec import HyperTensors, TensorData, TrainState
from models.engine.step_functions import StepFunctions, build_step_functions
from models.engine.tensors import full_tensors, sparse_partitions
from models.nn.arrays import Array, Indices, readonly
from models.training.checkpoint import Checkpoint
from models.training.config import SNAPSHOTS_PER_EPOCH, TrainingConfig
from models.training.evaluation import Evaluation, fraction_of_units
from models.training.snapshot import Snapshot
from models.training.split import split


class BatchMetrics(NamedTuple):
    """Metrics of the batches just trained on."""

    loss: float
    accuracy: float
    gradients: tuple[float, ...]


class EvaluationResult(NamedTuple):
    """Loss and evaluation on the images evaluated on."""

    step: int  # after which it was evaluated
    loss: float
    evaluation: Evaluation


class BatchTrace(NamedTuple):
    """One batch's forward and backward pass."""

    indices: Indices  # (batch,): indices of its images in the training set
    logits: Array  # (batch, classes)
    losses: Array  # (batch,)
    gradients: tuple[Array, ...]  # one per weight: kernel, bias, kernel, bias, …
    penalty: float

    @property
    def loss(self) -> float:
        """The batch's mean loss, L2 included."""
        return float(self.losses.mean() + self.penalty)


class TrainingLoop:
    """One training in progress; it only moves forward, batch by batch, epoch by epoch."""

    def __init__(self, dataset: Dataset, start: Checkpoint, evaluate_every: int = 1) -> None:
        self.dataset, self.config, self.start = dataset, start.config, start.start
        self.evaluate_every = evaluate_every
        self.batches = self.config.batches(dataset)
        self.step, self.epoch, self.optimizer_step = start.step, start.epoch, start.optimizer_step
        self.end = self.start[0] + self.config.steps(dataset)
        self.seconds = self._evaluation_seconds = 0.0  # spent training, and evaluating
        self._hyperparameters, self._functions = (
            runtime_hyperparameters(self.config),
            compiled_steps(self.config),
        )
        self._train_data, self._validation_data = _dataset_tensors(dataset, self.config)
        self._state = initial_state(start)
        self._order: tuple[int, Any] = (0, None)
        self._last_evaluation: EvaluationResult | None = None

    @property
    def batch(self) -> int:
        """Batches done in the current epoch; 0 before its first."""
        return (self.step - self.start[0]) % self.batches

    @property
    def checkpoint(self) -> Checkpoint:
        """A checkpoint of the current state."""
        _, weights, slots = self._state
        return Checkpoint(
            config=self.config,
            step=self.step,
            epoch=self.epoch,
            optimizer_step=self.optimizer_step,
            weights=tuple(map(_as_numpy, weights)),
            slots=tuple(tuple(map(_as_numpy, each)) for each in slots),
            start=self.start,
        )

    def next_snapshot_step(self) -> int:
        """Return the batch of the current epoch at which the next snapshot is due."""
        return next(end for end in self._snapshot_batches if end > self.batch)

    @property
    def _snapshot_batches(self) -> list[int]:
        count = min(SNAPSHOTS_PER_EPOCH, self.batches)
        return [self.batches * nth // count for nth in range(1, count + 1)]

    @property
    def _evaluation_due(self) -> bool:
        """Whether a snapshot now is evaluated: an epoch's first, third, … is, and its last."""
        batches = self._snapshot_batches
        return self.batch not in batches or batches.index(self.batch) % self.evaluate_every == 0

    def train_until(self, end: int) -> BatchMetrics:
        """Train on the epoch's batches up to ``end``; stopping changes no result."""
        epoch = self._epoch_under_way
        self._state, metrics = self._train_until(epoch, self.batch, end)
        more = end - self.batch
        self.step, self.optimizer_step, self.epoch = (
            self.step + more,
            self.optimizer_step + more,
            epoch,
        )
        return metrics

    def evaluate_next_batch(self) -> BatchMetrics:
        """Return metrics of the next batch without updating weights (of the last one at the end).

        Not compiled, unlike `train_until`, which is compiled for each batch size.
        """
        started = time.perf_counter()
        if self.step == self.end:
            trace = self._trace_batch(self.epoch, self.batches - 1, self.step - 1)
        else:
            trace = self.trace_next_batch()
        correct = trace.logits.argmax(axis=1) == self.dataset.train.labels[trace.indices]
        sizes = tuple(float(np.linalg.norm(gradient)) for gradient in trace.gradients[::2])
        self.seconds += time.perf_counter() - started
        return BatchMetrics(trace.loss, float(correct.mean()), sizes)

    def trace_next_batch(self) -> BatchTrace:
        """Return every intermediate of the next batch, as `train_until` would compute them."""
        return self._trace_batch(self._epoch_under_way, self.batch, self.step)

    def _trace_batch(self, epoch: int, batch: int, before: int) -> BatchTrace:
        row: Any = self._batch_order(epoch)[batch]
        images, labels, _ = self._train_data
        size = min(row.shape[0], self.config.images(self.dataset) - batch * row.shape[0])
        logits, losses, gradients, penalty = self._functions.trace(
            tf.gather(images, row),
            tf.gather(labels, row),
            tf.cast(tf.range(row.shape[0]) < size, tf.float32),
            self._hyperparameters,
            tf.constant(before),
            self._state.weights,
        )
        return BatchTrace(
            _as_numpy(row)[:size],
            _as_numpy(logits)[:size],
            _as_numpy(losses)[:size],
            tuple(map(_as_numpy, gradients)),
            float(penalty),
        )

    def snapshot(self, metrics: BatchMetrics) -> Snapshot:
        """Return a snapshot of the network now, evaluated if due."""
        return self.deferred_snapshot(metrics)()

    def deferred_snapshot(self, metrics: BatchMetrics) -> Callable[[], Snapshot]:
        """Return a function that evaluates the network as it is now; training may go on meanwhile.

        The functions must be called in the order in which they were made.
        """
        checkpoint, weights, train_seconds = self.checkpoint, self._state.weights, self.seconds
        # After divergence, metrics of an earlier step would mislead.
        diverged = not np.isfinite([metrics.loss, *metrics.gradients]).all()
        due = self._evaluation_due or diverged

        def evaluate() -> Snapshot:
            if due or self._last_evaluation is None:
                self._last_evaluation = self._evaluate(checkpoint.step, weights, metrics.gradients)
            evaluated = self._last_evaluation
            confusion = evaluated.evaluation.confusion
            return Snapshot(
                step=checkpoint.step,
                epoch=max(1, checkpoint.epoch),
                loss=metrics.loss,
                accuracy=metrics.accuracy,
                validation_loss=evaluated.loss,
                validation_accuracy=float(np.trace(confusion) / confusion.sum()),
                validation_step=evaluated.step,
                layers=checkpoint.layers,
                total_steps=self.end,
                seconds=train_seconds + self._evaluation_seconds,
                evaluation=replace(evaluated.evaluation, gradients=metrics.gradients),
                checkpoint=checkpoint,
            )

        return evaluate

    def _evaluate(
        self, step: int, weights: tuple, gradients: tuple[float, ...]
    ) -> EvaluationResult:
        started = time.perf_counter()
        evaluated = self._functions.evaluate(self._validation_data, self._hyperparameters, weights)
        loss, confusion, flat = (
            float(evaluated[0]),
            _as_numpy(evaluated[1]),
            map(_as_numpy, evaluated[2]),
        )
        evaluation = self._evaluation(confusion, tuple(flat), gradients)
        self._evaluation_seconds += time.perf_counter() - started
        return EvaluationResult(step, loss, evaluation)

    @property
    def _epoch_under_way(self) -> int:
        return self.start[1] + (self.step - self.start[0]) // self.batches + 1

    def _train_until(self, epoch: int, first: int, end: int) -> tuple[TrainState, BatchMetrics]:
        started = time.perf_counter()
        images, labels, _ = self._train_data
        state, (loss, accuracy), gradients = self._functions.train(
            images,
            labels,
            self._batch_order(epoch),
            # Tensors, because each plain number would cause a compilation.
            tf.constant(self.config.images(self.dataset)),
            self._hyperparameters,
            tf.constant(first),
            tf.constant(end),
            tf.constant(self.step - self.batch),
            self._state,
        )
        metrics = BatchMetrics(float(loss), float(accuracy), tuple(map(float, gradients)))
        self.seconds += time.perf_counter() - started
        return state, metrics

    def _batch_order(self, epoch: int) -> tf.Tensor:
        if self._order[0] != epoch:
            self._order = (epoch, tf.constant(batch_indices(self.dataset, self.config, epoch)))
        return self._order[1]

    def _evaluation(
        self, confusion: Array, flat: tuple[Array, ...], gradients: tuple
    ) -> Evaluation:
        name = self.config.activation
        return Evaluation(
            confusion=readonly(np.rint(confusion), int),
            gradients=gradients,
            flat_fraction=flat,
            dead=tuple(fraction_of_units("dead", name, each) for each in flat),
            saturated=tuple(fraction_of_units("saturated", name, each) for each in flat),
        )


def batch_indices(dataset: Dataset, config: TrainingConfig, epoch: int) -> Array:
    """Shuffle the images for an epoch.

    Returns:
        ``(batches, batch size)``, indices of images, filled up with zeros to as many rows as the
        whole dataset needs, so that one compilation serves any number of examples.
    """
    images = config.images(dataset)
    size = min(config.batch_size, images)
    order = np.zeros(-(-len(dataset.train.images) // size) * size, np.int32)
    order[:images] = np.random.default_rng([config.seed, epoch]).permutation(images)
    return order.reshape(-1, size)


def compiled_steps(config: TrainingConfig) -> StepFunctions:
    """Return the compiled step functions of a config."""
    divisor = ENCODINGS[config.pixels].divisor
    return build_step_functions(
        config.optimizer,
        config.activation,
        config.hidden_units,
        has_dropout=config.dropout > 0 and bool(config.hidden_units),
        divisor=divisor,
    )


def runtime_hyperparameters(config: TrainingConfig) -> HyperTensors:
    """Return the hyperparameters of a config that need no other program, as tensors."""
    return HyperTensors(
        learning_rate=tf.constant(config.learning_rate, tf.float32),
        l2=tf.constant(config.l2, tf.float32),
        dropout=tf.constant(config.dropout, tf.float32),
        trainable=tf.constant(
            [index not in config.frozen for index in range(len(config.hidden_units) + 1)]
        ),
        seed=tf.constant(config.seed, tf.int32),
    )


def initial_state(checkpoint: Checkpoint) -> TrainState:
    """Return a checkpoint's weights and slots as tensors."""
    return TrainState(
        tf.constant(checkpoint.optimizer_step, tf.float32),
        tuple(map(tf.constant, checkpoint.weights)),
        tuple(tuple(map(tf.constant, each)) for each in checkpoint.slots),
    )


def _dataset_tensors(
    dataset: Dataset, config: TrainingConfig
) -> tuple[TensorData, tuple[TensorData, ...]]:
    """Return all training images, of which `batch_indices` selects, and those to evaluate on."""
    permuted, (_, validation) = ENCODINGS[config.pixels].permuted, split(dataset, config)
    return full_tensors(dataset.train, permuted=permuted), sparse_partitions(
        validation, permuted=permuted
    )


def _as_numpy(tensor: tf.Tensor) -> Any:
    """Return a read-only NumPy view of a tensor's memory; nothing is copied."""
    return np.asarray(memoryview(tensor))  # pyright: ignore[reportArgumentType] - eager ones are buffers
