"""Frames: the small picture of a training that travels from the trainer to a page."""

from dataclasses import dataclass

import numpy as np

from models.data.datasets import Examples
from models.data.input_encoding import as_read
from models.nn.arrays import Array, frozen
from models.nn.dense import DenseLayer
from models.nn.layer_cost import FLOAT32
from models.training.config import SNAPSHOTS_PER_EPOCH, TrainingConfig
from models.training.evaluation import HISTOGRAM_IMAGES, Histogram, trace_histograms
from models.training.snapshot import Snapshot

UNITS_SHOWN = 24
PICTURE_BYTES = 20_000  # of the first layer's weights
DEEPER_BYTES = 6_000  # of each later layer's
MOST_FRAMES, LEAST_FRAMES = 121, 21  # of a run
FRAME_BYTES = 27_000  # the largest
RECORD_BYTES = 3_700_000  # that a page's process keeps of a run: its frames, and the network
COLUMNS = (
    *("step", "epoch", "loss", "accuracy"),
    *("held_out_loss", "held_out_accuracy", "held_out_step"),
)
WHOLE = ("step", "epoch", "held_out_step")  # columns of whole numbers


@dataclass(frozen=True, eq=False)
class MetricHistory:
    """The numbers of every snapshot so far; what each means stands at ``Snapshot``."""

    step: Array  # (snapshots,), and so on; 0 is the untrained network
    epoch: Array
    loss: Array
    accuracy: Array
    held_out_loss: Array
    held_out_accuracy: Array
    held_out_step: Array

    @classmethod
    def of(cls, rows: list[tuple]) -> "MetricHistory":
        """Turn rows of ``COLUMNS`` into one array a column."""
        columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
        return cls(
            *(
                frozen(column, int if name in WHOLE else float)
                for name, column in zip(COLUMNS, columns, strict=True)
            )
        )

    def __len__(self) -> int:
        return len(self.step)


@dataclass(frozen=True, eq=False)
class RecordedLayer:
    """One layer at one snapshot; what is measured of it stands at ``evaluation``."""

    units: int  # how many it has in all
    pictures: Array  # (units shown, inputs), uint8: 128 is a weight of 0
    scale: float  # the weight that 255 stands for; 1 stands for -scale
    gradient: float
    dead: float  # 0 to 1; of the last layer always 0, as the next
    saturated: float
    weights: Histogram
    activations: Histogram

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return self.pictures.nbytes + self.weights.nbytes + self.activations.nbytes


@dataclass(frozen=True, eq=False)
class RecordedSnapshot:
    """One snapshot as a page draws it: its numbers, its layers, and what it takes for what."""

    step: int
    epoch: int
    loss: float
    accuracy: float
    held_out_loss: float
    held_out_accuracy: float
    held_out_step: int  # of these two, of ``confusion``, and of who is dead or saturated
    shape: tuple[int, ...]  # one image's
    layers: tuple[RecordedLayer, ...]
    confusion: Array  # (classes, classes): true class by row, predicted by column

    @property
    def is_evaluated(self) -> bool:
        """Whether what it says of the held-out images is of its own moment."""
        return self.held_out_step == self.step

    @property
    def weights(self) -> Array:
        """The first layer's weights, to within ``scale / 254``; (units shown, *image shape)."""
        first = self.layers[0]
        pictures = first.pictures.reshape(-1, *self.shape)
        return (pictures.astype(float) - 128) * (first.scale / 127)

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return self.confusion.nbytes + sum(layer.nbytes for layer in self.layers)


def metrics_row(snapshot: Snapshot) -> tuple:
    """Keep a snapshot's numbers, in the order of ``COLUMNS``."""
    return tuple(getattr(snapshot, column) for column in COLUMNS)


def recorded_steps(config: TrainingConfig, batches: int, parameters: int) -> frozenset[int]:
    """Say which looks at a run are recorded: all, or some of each epoch, always its last.

    Args:
        config: of the run.
        batches: an epoch has.
        parameters: the network has; where they take much memory, less is left for frames.

    Returns:
        Numbers of looks; 0 is the one before the first step. Of very many epochs, or a very
        large network, only every second, third, … epoch's last look.

    >>> [len(recorded_steps(TrainingConfig(epochs=each), 469, 101_770)) for each in (5, 30, 100)]
    [51, 121, 101]
    >>> sorted(recorded_steps(TrainingConfig(epochs=30), 469, 101_770))[:6]
    [0, 3, 5, 8, 10, 13]
    >>> sorted(recorded_steps(TrainingConfig(epochs=60, hidden_units=(1024,)), 8, 814_090))[:3]
    [0, 24, 48]
    """
    room = (RECORD_BYTES - FLOAT32 * parameters) // FRAME_BYTES
    most = max(LEAST_FRAMES, min(MOST_FRAMES, room)) - 1
    looks = min(SNAPSHOTS_PER_EPOCH, batches)
    some = max(1, min(looks, most // config.epochs))
    places = [-(-looks * place // some) for place in range(1, some + 1)]
    every = -(-config.epochs // most)  # epochs
    epochs = range(every - 1, config.epochs, every)
    return frozenset({0, *(epoch * looks + place for epoch in epochs for place in places)})


def pack_frame(snapshot: Snapshot, held_out: Examples) -> dict:
    """Pack a snapshot for the way: plain data of at most about 25 KB.

    Args:
        snapshot: of the network to show.
        held_out: the images it was judged on.
    """
    first = Examples(held_out.images[:HISTOGRAM_IMAGES], held_out.labels[:HISTOGRAM_IMAGES])
    read = as_read(first, snapshot.checkpoint.config.pixels)
    look, spread = snapshot.evaluation, trace_histograms(read, snapshot.layers)
    none = 0.0  # the last layer has no dead and no saturated units
    layers = [
        {
            "units": layer.units,
            **_pictures(layer, DEEPER_BYTES if place else PICTURE_BYTES),
            "gradient": gradient,
            "dead": dead,
            "saturated": saturated,
            "weights": _packed(weights),
            "activations": _packed(activations),
        }
        for place, (layer, gradient, dead, saturated, weights, activations) in enumerate(
            zip(
                snapshot.layers,
                look.gradients,
                (*look.dead, none),
                (*look.saturated, none),
                spread.weights,
                spread.activations_of_first_1000,
                strict=True,
            )
        )
    ]
    return {
        "row": metrics_row(snapshot),
        "shape": held_out.images.shape[1:],
        "layers": layers,
        "confusion": look.confusion.tolist(),
    }


def unpack_frame(packed: dict) -> RecordedSnapshot:
    """Open what `pack_frame` packed."""
    layers = tuple(_layer(**layer) for layer in packed["layers"])
    shape = tuple(packed["shape"])
    return RecordedSnapshot(*packed["row"], shape, layers, frozen(packed["confusion"], int))


def quantize(weights: Array) -> tuple[Array, float]:
    """Turn weights into bytes to look at.

    Returns:
        As ``pictures`` and ``scale`` of `RecordedLayer`; what is no number is shown as 0.

    >>> quantize(np.array([0.0, 0.5, -0.25]))
    (array([128, 255,  64], dtype=uint8), 0.5)
    """
    finite = np.nan_to_num(weights, posinf=0, neginf=0)
    scale = float(np.abs(finite).max()) or 1.0
    return np.rint(finite * (127 / scale) + 128).astype(np.uint8), scale


def _pictures(layer: DenseLayer, most: int) -> dict:
    """Turn the weights of the first units into bytes."""
    inputs, units = layer.kernel.shape
    shown = max(1, min(UNITS_SHOWN, units, most // inputs))
    levels, scale = quantize(layer.kernel[:, :shown].T)
    return {"inputs": inputs, "pictures": levels.tobytes(), "scale": scale}


def _packed(histogram: Histogram) -> tuple[list[int], float, float]:
    return histogram.counts.tolist(), float(histogram.edges[0]), float(histogram.edges[-1])


def _layer(
    inputs: int, pictures: bytes, weights: tuple, activations: tuple, **rest
) -> RecordedLayer:
    return RecordedLayer(
        pictures=frozen(np.frombuffer(pictures, np.uint8).reshape(-1, inputs)),
        weights=_histogram(*weights),
        activations=_histogram(*activations),
        **rest,
    )


def _histogram(counts: list[int], low: float, high: float) -> Histogram:
    return Histogram(frozen(counts, int), frozen(np.linspace(low, high, len(counts) + 1)))
