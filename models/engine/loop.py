"""Training loop: where a training stands, and how it goes on from there."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import tensorflow as tf

from models.data.datasets import Dataset
from models.data.input_encoding import PIXELS
from models.engine.step_functions import (
    HyperTensors,
    StepFunctions,
    TensorData,
    TrainState,
    compiled,
)
from models.engine.tensors import parted, whole
from models.nn.arrays import Array, frozen
from models.training.checkpoint import Checkpoint
from models.training.config import SNAPSHOTS_PER_EPOCH, TrainingConfig
from models.training.evaluation import Evaluation, units_that
from models.training.snapshot import Snapshot


class BatchMetrics(NamedTuple):
    """What learning told about the batches it learned from."""

    loss: float
    accuracy: float
    gradients: tuple[float, ...]


class EvaluationResult(NamedTuple):
    """How the network did on the held-out images."""

    step: int  # after which it was judged
    loss: float
    evaluation: Evaluation


class BatchTrace(NamedTuple):
    """One batch's way through the network and back."""

    indices: Array  # (batch,): places of its images among the training images
    logits: Array  # (batch, classes)
    losses: Array  # (batch,)
    gradients: tuple[Array, ...]  # one a weight: kernel, bias, kernel, bias, …
    penalty: float

    @property
    def loss(self) -> float:
        """Give the batch's mean loss, L2 included."""
        return float(self.losses.mean() + self.penalty)


class TrainingLoop:
    """One training on its way; it only ever goes forward, batch by batch, epoch by epoch."""

    def __init__(self, dataset: Dataset, start: Checkpoint, evaluate_every: int = 1) -> None:
        self.dataset, self.config, self.began = dataset, start.config, start.began
        self.evaluate_every = evaluate_every
        self.batches = self.config.batches(dataset)
        self.step, self.epoch, self.age = start.step, start.epoch, start.age
        self.end = self.began[0] + self.config.steps(dataset)
        self.seconds = self._judging = 0.0  # spent on learning, and on judging
        self._settings, self._programs = settings_of(self.config), programs_of(self.config)
        self._train_set, self._held_out = _tensors(dataset, self.config.pixels)
        self._state = state_of(start)
        self._order: tuple[int, tf.Tensor] = (0, None)
        self._judged: EvaluationResult | None = None  # the last time

    @property
    def batch(self) -> int:
        """Say how many batches of the epoch under way are done; 0 when it is still to begin."""
        return (self.step - self.began[0]) % self.batches

    @property
    def checkpoint(self) -> Checkpoint:
        """Keep this moment."""
        _, weights, memories = self._state
        return Checkpoint(
            config=self.config,
            step=self.step,
            epoch=self.epoch,
            age=self.age,
            weights=tuple(map(_numbers, weights)),
            memories=tuple(tuple(map(_numbers, each)) for each in memories),
            began=self.began,
        )

    def next_snapshot_step(self) -> int:
        """Say at which batch of the epoch under way its next look is due."""
        return next(end for end in self._looks if end > self.batch)

    @property
    def _looks(self) -> list[int]:
        looks = min(SNAPSHOTS_PER_EPOCH, self.batches)
        return [self.batches * look // looks for look in range(1, looks + 1)]

    @property
    def _is_judged(self) -> bool:
        """Whether a snapshot now is evaluated: an epoch's first, third, … is, and its end."""
        looks = self._looks
        return self.batch not in looks or looks.index(self.batch) % self.evaluate_every == 0

    def learn(self, end: int) -> BatchMetrics:
        """Learn from the epoch's batches up to one of them; nothing depends on where one stops."""
        epoch = self._epoch_under_way
        self._state, seen = self._learn(epoch, self.batch, end)
        more = end - self.batch
        self.step, self.age, self.epoch = self.step + more, self.age + more, epoch
        return seen

    def peek(self) -> BatchMetrics:
        """Judge the next batch (at the training's end the last) as `learn` does, learning nothing.

        What `learn` does is compiled for each size of batch; this needs not wait for that.
        """
        began = time.perf_counter()
        if self.step == self.end:
            told = self._explain(self.epoch, self.batches - 1, self.step - 1)
        else:
            told = self.explain()
        right = told.logits.argmax(axis=1) == self.dataset.train.labels[told.indices]
        sizes = tuple(float(np.linalg.norm(gradient)) for gradient in told.gradients[::2])
        self.seconds += time.perf_counter() - began
        return BatchMetrics(told.loss, float(right.mean()), sizes)

    def explain(self) -> BatchTrace:
        """Go through the next batch as `learn` does, and keep what it computes on the way."""
        return self._explain(self._epoch_under_way, self.batch, self.step)

    def _explain(self, epoch: int, batch: int, before: int) -> BatchTrace:
        row = self._order_of(epoch)[batch]
        images, labels, _ = self._train_set
        size = min(row.shape[0], self.config.images(self.dataset) - batch * row.shape[0])
        logits, losses, gradients, penalty = self._programs.explain(
            tf.gather(images, row),
            tf.gather(labels, row),
            tf.cast(tf.range(row.shape[0]) < size, tf.float32),
            self._settings,
            tf.constant(before),
            self._state.weights,
        )
        return BatchTrace(
            _numbers(row)[:size],
            _numbers(logits)[:size],
            _numbers(losses)[:size],
            tuple(map(_numbers, gradients)),
            float(penalty),
        )

    def snapshot(self, seen: BatchMetrics) -> Snapshot:
        """Take a snapshot of the network as it is now, evaluated on the held-out images if due."""
        return self.moment(seen)()

    def moment(self, seen: BatchMetrics) -> Callable[[], Snapshot]:
        """Hold this moment, to be judged whenever there is time; meanwhile learning may go on.

        Moments are judged one after the other, the first one first.
        """
        checkpoint, weights, learned = self.checkpoint, self._state.weights, self.seconds
        # Of what has exploded nobody shall read how well it did before.
        exploded = not np.isfinite([seen.loss, *seen.gradients]).all()
        due = self._is_judged or exploded

        def judge() -> Snapshot:
            if due or self._judged is None:
                self._judged = self._judge(checkpoint.step, weights, seen.gradients)
            evaluated = self._judged
            confusion = evaluated.evaluation.confusion
            return Snapshot(
                step=checkpoint.step,
                epoch=max(1, checkpoint.epoch),
                loss=seen.loss,
                accuracy=seen.accuracy,
                held_out_loss=evaluated.loss,
                held_out_accuracy=float(np.trace(confusion) / confusion.sum()),
                held_out_step=evaluated.step,
                layers=checkpoint.layers,
                total_steps=self.end,
                seconds=learned + self._judging,
                evaluation=replace(evaluated.evaluation, gradients=seen.gradients),
                checkpoint=checkpoint,
            )

        return judge

    def _judge(self, step: int, weights: tuple, gradients: tuple[float, ...]) -> EvaluationResult:
        began = time.perf_counter()
        evaluated = self._programs.judge(self._held_out, self._settings, weights)
        loss, confusion, flat = (
            float(evaluated[0]),
            _numbers(evaluated[1]),
            map(_numbers, evaluated[2]),
        )
        evaluation = self._evaluation(confusion, tuple(flat), gradients)
        self._judging += time.perf_counter() - began
        return EvaluationResult(step, loss, evaluation)

    @property
    def _epoch_under_way(self) -> int:
        return self.began[1] + (self.step - self.began[0]) // self.batches + 1

    def _learn(self, epoch: int, first: int, end: int) -> tuple[TrainState, BatchMetrics]:
        began = time.perf_counter()
        images, labels, _ = self._train_set
        state, (loss, accuracy), gradients = self._programs.learn(
            images,
            labels,
            self._order_of(epoch),
            # Tensors, as plain numbers would each be compiled for.
            tf.constant(self.config.images(self.dataset)),
            self._settings,
            tf.constant(first),
            tf.constant(end),
            tf.constant(self.step - self.batch),
            self._state,
        )
        seen = BatchMetrics(float(loss), float(accuracy), tuple(map(float, gradients)))
        self.seconds += time.perf_counter() - began
        return state, seen

    def _order_of(self, epoch: int) -> tf.Tensor:
        if self._order[0] != epoch:
            self._order = (epoch, tf.constant(order_of(self.dataset, self.config, epoch)))
        return self._order[1]

    def _evaluation(
        self, confusion: Array, flat: tuple[Array, ...], gradients: tuple
    ) -> Evaluation:
        name = self.config.activation
        return Evaluation(
            confusion=frozen(np.rint(confusion), int),
            gradients=gradients,
            flat=flat,
            dead=tuple(units_that("dead", name, each) for each in flat),
            saturated=tuple(units_that("saturated", name, each) for each in flat),
        )


def order_of(dataset: Dataset, config: TrainingConfig, epoch: int) -> Array:
    """Shuffle the images for an epoch: one row of places a batch, filled up with zeros.

    As many rows as the whole dataset needs, so that one compilation serves any
    number of examples.
    """
    images = config.images(dataset)
    size = min(config.batch_size, images)
    order = np.zeros(-(-len(dataset.train.images) // size) * size, np.int32)
    order[:images] = np.random.default_rng([config.seed, epoch]).permutation(images)
    return order.reshape(-1, size)


def programs_of(config: TrainingConfig) -> StepFunctions:
    """Find the compiled programs that serve a config."""
    divisor = PIXELS[config.pixels].divisor
    return compiled(
        config.optimizer, config.activation, config.hidden_units, config.dropout > 0, divisor
    )


def settings_of(config: TrainingConfig) -> HyperTensors:
    """Turn what a config sets without another program into tensors."""
    return HyperTensors(
        rate=tf.constant(config.learning_rate, tf.float32),
        l2=tf.constant(config.l2, tf.float32),
        dropout=tf.constant(config.dropout, tf.float32),
        learns=tf.constant(
            [place not in config.frozen for place in range(len(config.hidden_units) + 1)]
        ),
        seed=tf.constant(config.seed, tf.int32),
    )


def state_of(checkpoint: Checkpoint) -> TrainState:
    """Turn a checkpoint's numbers into tensors."""
    return TrainState(
        tf.constant(checkpoint.age, tf.float32),
        tuple(map(tf.constant, checkpoint.weights)),
        tuple(tuple(map(tf.constant, each)) for each in checkpoint.memories),
    )


def _tensors(dataset: Dataset, pixels: str) -> tuple[TensorData, tuple[TensorData, ...]]:
    permuted = PIXELS[pixels].permuted
    return whole(dataset.train, permuted), parted(dataset.test, permuted)


def _numbers(tensor: tf.Tensor) -> Array:
    """Show NumPy a tensor's own memory: nothing is copied, and nobody can change it."""
    return np.asarray(memoryview(tensor))
