"""Recording: the frames of a training, small enough to send from the trainer to a page."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.data.datasets import Examples
from models.data.input_encoding import encode, fold_encoding_into_layer
from models.nn.arrays import Array, readonly
from models.nn.dense import DenseLayer
from models.nn.layer_cost import FLOAT32
from models.nn.network import predict
from models.training.config import SNAPSHOTS_PER_EPOCH, TrainingConfig
from models.training.evaluation import HISTOGRAM_IMAGES, Histogram, trace_histograms
from models.training.snapshot import Snapshot

UNITS_SHOWN = 24
PICTURE_BYTES = 20_000  # of the first layer's weights
DEEPER_BYTES = 6_000  # of each later layer's
MAX_FRAMES, MIN_FRAMES = 121, 21  # of a run
FRAME_BYTES = 27_000  # the largest
RECORD_BYTES = 3_700_000  # that a page's process keeps of a run: its frames, and the network
COLUMN_DESCRIPTIONS = {
    "step": "batches trained so far; 0 is the untrained network",
    "epoch": "counted from 1; the epoch the last batch belongs to",
    "loss": "mean cross-entropy in nats of the training images since the row before, "
    "each before it was learned from; L2 penalty included, as below",
    "accuracy": "fraction from 0 to 1 of the same images that were classified correctly",
    "validation_loss": "mean cross-entropy in nats of all images evaluated on, at the "
    "validation_step",
    "validation_accuracy": "fraction from 0 to 1 of them that are classified correctly, at the "
    "same step",
    "validation_step": "batches trained at the last evaluation: as many as of step, or in every "
    "second row of an epoch as many as of the row before",
}
"""What each column of a history means."""
COLUMNS = tuple(COLUMN_DESCRIPTIONS)
HEAD = struct.Struct("<QI")  # of a packed frame: its step, and the bytes of its numbers
INTEGER_COLUMNS = ("step", "epoch", "validation_step")  # columns of whole numbers


@dataclass(frozen=True, eq=False)
class MetricHistory:
    """The metrics of every snapshot so far; see ``Snapshot`` for their meaning."""

    step: Array  # (snapshots,), and so on; 0 is the untrained network
    epoch: Array
    loss: Array
    accuracy: Array
    validation_loss: Array
    validation_accuracy: Array
    validation_step: Array

    @classmethod
    def from_rows(cls, rows: list[tuple]) -> "MetricHistory":
        """Return rows of ``COLUMNS`` as one array per column."""
        columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
        return cls(
            *(
                readonly(column, int if name in INTEGER_COLUMNS else float)
                for name, column in zip(COLUMNS, columns, strict=True)
            )
        )

    def __len__(self) -> int:
        return len(self.step)


@dataclass(frozen=True, eq=False)
class RecordedLayer:
    """One layer at one snapshot; see ``evaluation`` for what is measured of it."""

    units: int  # how many it has in all
    pictures: Array  # (units shown, inputs), uint8: 128 is a weight of 0
    scale: float  # the weight that 255 stands for; 1 stands for -scale
    gradient: float
    dead: float  # 0 to 1; of the last layer always 0, as the next
    saturated: float
    weights: Histogram
    activations: Histogram


@dataclass(frozen=True, eq=False)
class RecordedSnapshot:
    """One snapshot as a page draws it: its metrics, its layers and its confusion matrix."""

    step: int
    epoch: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float
    validation_step: int  # of these two, of ``confusion``, and of dead and saturated
    shape: tuple[int, ...]  # one image's
    layers: tuple[RecordedLayer, ...]
    confusion: Array  # (classes, classes): true class by row, predicted by column
    prediction: Array | None = None  # (classes,): of the run's probe

    @property
    def is_evaluated(self) -> bool:
        """Whether its validation metrics are of its own step."""
        return self.validation_step == self.step

    @property
    def weights(self) -> Array:
        """The first layer's weights, to within ``scale / 254``; (units shown, *image shape)."""
        first = self.layers[0]
        pictures = first.pictures.reshape(-1, *self.shape)
        return (pictures.astype(float) - 128) * (first.scale / 127)


def metrics_row(snapshot: Snapshot) -> tuple:
    """Return a snapshot's metrics, in the order of ``COLUMNS``."""
    return tuple(getattr(snapshot, column) for column in COLUMNS)


def recorded_steps(config: TrainingConfig, batches: int, parameters: int) -> frozenset[int]:
    """Return which snapshots of a run are recorded: all, or some of each epoch, always its last.

    Args:
        config: of the run.
        batches: of an epoch.
        parameters: of the network; where they take much memory, less is left for frames.

    Returns:
        Numbers of snapshots; 0 is the one before the first step. For very many epochs, or a very
        large network, only every second, third, … epoch's last one.

    >>> [len(recorded_steps(TrainingConfig(epochs=each), 391, 101_770)) for each in (5, 30, 100)]
    [51, 121, 101]
    >>> sorted(recorded_steps(TrainingConfig(epochs=30), 391, 101_770))[:6]
    [0, 3, 5, 8, 10, 13]
    >>> sorted(recorded_steps(TrainingConfig(epochs=60, hidden_units=(1024,)), 8, 814_090))[:3]
    [0, 24, 48]
    """
    affordable = (RECORD_BYTES - FLOAT32 * parameters) // FRAME_BYTES
    limit = max(MIN_FRAMES, min(MAX_FRAMES, affordable)) - 1
    snapshots = min(SNAPSHOTS_PER_EPOCH, batches)
    per_epoch = max(1, min(snapshots, limit // config.epochs))
    positions = [-(-snapshots * index // per_epoch) for index in range(1, per_epoch + 1)]
    every = -(-config.epochs // limit)  # epochs
    epochs = range(every - 1, config.epochs, every)
    return frozenset({0, *(epoch * snapshots + index for epoch in epochs for index in positions)})


def pack_frame(snapshot: Snapshot, validation: Examples, probe: Array | None = None) -> bytes:
    """Pack a snapshot into one block of bytes, at most about 25 KB.

    A block is one allocation wherever it is kept. As trees of small Python objects the recordings
    of a class left holes all over the web process's memory.

    Args:
        snapshot: of the network to show.
        validation: the images it was evaluated on.
        probe: one more image, from 0 to 1, whose prediction is recorded.

    Returns:
        ``HEAD``, then the numbers as JSON, which keeps every float to the bit, then the layers'
        pictures.
    """
    first = Examples(validation.images[:HISTOGRAM_IMAGES], validation.labels[:HISTOGRAM_IMAGES])
    encoded = encode(first, snapshot.checkpoint.config.pixels)
    evaluation, histograms = snapshot.evaluation, trace_histograms(encoded, snapshot.layers)
    unmeasured = 0.0  # the last layer has no dead and no saturated units
    pictures = [
        _pictures(layer, DEEPER_BYTES if index else PICTURE_BYTES)
        for index, layer in enumerate(snapshot.layers)
    ]
    layers = [
        {
            "units": layer.units,
            "shown": levels.shape,
            "scale": scale,
            "gradient": float(gradient),
            "dead": float(dead),
            "saturated": float(saturated),
            "weights": _packed_histogram(weights),
            "activations": _packed_histogram(activations),
        }
        for layer, (levels, scale), gradient, dead, saturated, weights, activations in zip(
            snapshot.layers,
            pictures,
            evaluation.gradients,
            (*evaluation.dead, unmeasured),
            (*evaluation.saturated, unmeasured),
            histograms.weights,
            histograms.activations_of_first_1000,
            strict=True,
        )
    ]
    numbers = {
        "row": metrics_row(snapshot),
        "shape": validation.images.shape[1:],
        "layers": layers,
        "confusion": evaluation.confusion.tolist(),
        "prediction": None if probe is None else _prediction(snapshot, probe),
    }
    text = json.dumps(numbers, separators=(",", ":")).encode()
    head = HEAD.pack(snapshot.step, len(text))
    return b"".join([head, text, *(levels.tobytes() for levels, _ in pictures)])


def step_of(packed: bytes) -> int:
    """Return the step of a packed frame."""
    return HEAD.unpack_from(packed)[0]


def unpack_frame(packed: bytes) -> RecordedSnapshot:
    """Unpack what `pack_frame` packed; its pictures are views of the block."""
    end = HEAD.size + HEAD.unpack_from(packed)[1]
    numbers = json.loads(packed[HEAD.size : end])
    layers = tuple(_layers(numbers["layers"], packed, end))
    shape = tuple(numbers["shape"])
    confusion = readonly(numbers["confusion"], int)
    prediction = numbers["prediction"]
    return RecordedSnapshot(
        *numbers["row"],
        shape=shape,
        layers=layers,
        confusion=confusion,
        prediction=None if prediction is None else readonly(prediction, float),
    )


def _prediction(snapshot: Snapshot, probe: Array) -> list[float]:
    """Return a network's probabilities for one image, from 0 to 1."""
    layers = fold_encoding_into_layer(snapshot.layers, snapshot.checkpoint.config.pixels)
    return predict(probe[np.newaxis], layers)[0].tolist()


def quantize(weights: Array) -> tuple[Array, float]:
    """Quantize weights to bytes, to be shown as an image.

    Returns:
        As ``pictures`` and ``scale`` of `RecordedLayer`; infinite values and NaN are shown as 0.

    >>> quantize(np.array([0.0, 0.5, -0.25]))
    (array([128, 255,  64], dtype=uint8), 0.5)
    """
    finite = np.nan_to_num(weights, posinf=0, neginf=0)
    scale = float(np.abs(finite).max()) or 1.0
    return np.rint(finite * (127 / scale) + 128).astype(np.uint8), scale


def _pictures(layer: DenseLayer, most: int) -> tuple[Array, float]:
    """Quantize the weights of the first units, as many as ``most`` bytes hold."""
    inputs, units = layer.kernel.shape
    shown = max(1, min(UNITS_SHOWN, units, most // inputs))
    return quantize(layer.kernel[:, :shown].T)


def _packed_histogram(histogram: Histogram) -> tuple[list[int], float, float]:
    return histogram.counts.tolist(), float(histogram.edges[0]), float(histogram.edges[-1])


def _layers(packed: list[dict], block: bytes, at: int) -> Iterator[RecordedLayer]:
    """Unpack the layers whose pictures begin at a place of a block."""
    for layer in packed:
        units, inputs = layer.pop("shown")
        pictures = np.frombuffer(block, np.uint8, units * inputs, at).reshape(units, inputs)
        at += units * inputs
        weights, activations = layer.pop("weights"), layer.pop("activations")
        yield RecordedLayer(
            pictures=readonly(pictures),
            weights=_histogram(*weights),
            activations=_histogram(*activations),
            **layer,
        )


def _histogram(counts: list[int], low: float, high: float) -> Histogram:
    return Histogram(readonly(counts, int), readonly(np.linspace(low, high, len(counts) + 1)))
