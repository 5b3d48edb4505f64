"""Keras check: compare our numbers with Keras's, within float32's rounding."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.nn.arrays import Array
from models.nn.backprop import BackpropTrace
from models.nn.dense import DenseLayer, DenseTrace, packed_layers
from models.nn.network import NetworkTrace, predict
from models.training.recording import RecordedSnapshot
from models.training.run_view import RunView

MAX_IMAGES = 1000
MAX_PRODUCTS = 1_000_000_000  # computed by us for one check; a wide network gets fewer images
FLOAT32_TOLERANCE = 2e-6
"""Relative tolerance of a sum: each float32 is rounded by up to 6e-8 of itself, and a sum of
hundreds of them accumulates a few dozen such errors at worst."""


@dataclass(frozen=True, eq=False)
class KerasCheck:
    """What Keras is asked to compute again, and what we computed."""

    task: str  # a key of TASKS
    arguments: dict[str, Any]  # of the task
    expected: Callable[[], tuple[Sequence[Array | float], float]]
    """Our arrays, and the size of the largest sum in them, every term taken as positive."""
    # Selects the same arrays from the task's result.
    actual: Callable[[dict], Sequence[Array | float]]
    names: tuple[str, ...] = ()  # of the arrays, where each difference is reported
    tolerances: Callable[[dict], tuple[float, ...]] | None = None
    """Reads from the result the tolerance of each array, where one does not fit all."""

    @property
    def fingerprint(self) -> str:
        """A short hash of all the numbers that are checked."""
        return fingerprint(self.arguments)


@dataclass(frozen=True)
class Comparison:
    """The differences between Keras's numbers and ours."""

    values: int  # compared
    largest: float  # absolute difference; infinite where one of them is not finite
    within_tolerance: bool  # whether float32's rounding explains it
    parts: tuple[tuple[str, float], ...] = ()  # the largest difference of each array with a name


def fingerprint(data: Any) -> str:
    """Return a short hash of plain data."""
    digest = hashlib.blake2b(digest_size=12)
    _update_hash(digest, data)
    return digest.hexdigest()


def compare(check: KerasCheck, result: dict) -> Comparison:
    """Compare Keras's result with what we computed.

    Raises:
        ValueError: the shapes differ.
    """
    (expected, scale), actual = check.expected(), check.actual(result)
    shapes = [np.shape(each) for each in expected], [np.shape(each) for each in actual]
    if shapes[0] != shapes[1]:
        raise ValueError(f"our arrays have the shapes {shapes[0]}, Keras's {shapes[1]}")
    differences = [_max_difference(a, b) for a, b in zip(expected, actual, strict=True)]
    largest = max(differences)
    limits = (
        check.tolerances(result)
        if check.tolerances
        else [float32_tolerance(scale)] * len(differences)
    )
    same = all(difference <= limit for difference, limit in zip(differences, limits, strict=True))
    parts = tuple(zip(check.names, differences, strict=True)) if check.names else ()
    return Comparison(sum(map(np.size, expected)), largest, same, parts)


def float32_tolerance(scale: float) -> float:
    """Return the tolerance in float32 of a sum.

    Args:
        scale: the sum with every term taken as positive.
    """
    return FLOAT32_TOLERANCE * max(1.0, scale)


def _max_difference(expected: Array | float, actual: Array | float) -> float:
    difference = np.abs(np.subtract(expected, actual, dtype=float))
    return float(difference.max()) if np.isfinite(difference).all() else float("inf")


def check_dense(trace: DenseTrace) -> KerasCheck:
    """Return the check of one Dense layer: its sums and its outputs."""
    return KerasCheck(
        "keras_trace",
        {"layers": packed_layers((trace.layer,)), "image": trace.inputs},
        lambda: ([trace.sums, trace.outputs], _layer_largest_sum(trace.inputs, trace.layer)),
        lambda result: [*result["sums"], *result["outputs"]],
    )


def check_network(trace: NetworkTrace) -> KerasCheck:
    """Return the check of a whole network: the vector, and every layer's sums and outputs."""
    sums, outputs = ([getattr(d, name) for d in trace.dense] for name in ("sums", "outputs"))
    return KerasCheck(
        "keras_trace",
        {
            "layers": packed_layers(tuple(d.layer for d in trace.dense)),
            "image": trace.flatten.image,
        },
        lambda: (
            [trace.flatten.vector, *sums, *outputs],
            max(_layer_largest_sum(dense.inputs, dense.layer) for dense in trace.dense),
        ),
        lambda result: [result["vector"], *result["sums"], *result["outputs"]],
    )


def check_backprop(backprop: BackpropTrace) -> KerasCheck:
    """Return the check of a backward pass: the loss, and its gradients from logits to image."""
    names = ("loss", "d_logits", "d_vector", "d_image")
    dense = backprop.forward.dense
    return KerasCheck(
        "keras_gradients",
        {
            "layers": packed_layers(tuple(d.layer for d in dense)),
            "image": backprop.forward.flatten.image,
            "label": backprop.label,
        },
        lambda: (
            [getattr(backprop, name) for name in names],
            max(
                *(_layer_largest_sum(d.inputs, d.layer) for d in dense),
                *(float(np.abs(layer.products).sum(axis=1).max()) for layer in backprop.layers),
            ),
        ),
        lambda result: [result[name] for name in names],
        names,
    )


def check_images(layers: Sequence[DenseLayer], images: Array) -> KerasCheck:
    """Return the check of a trained network: its outputs for the first of some images.

    Args:
        layers: the network's.
        images: ``(n, …)``, levels from 0 to 255.
    """
    images = images[: checked_images(layers)]
    return KerasCheck(
        "keras_outputs",
        {"layers": packed_layers(layers), "images": images},
        lambda: _outputs(images / 255, layers),
        lambda result: [result["outputs"]],
    )


def check_snapshot(view: RunView, frame: RecordedSnapshot) -> KerasCheck:
    """Return the check of a run's validation metrics at one step, by Keras's ``evaluate``.

    Args:
        view: the run.
        frame: of the step; its validation loss is finite.
    """
    return KerasCheck(
        "keras_evaluate",
        {
            "dataset": view.dataset,
            "settings": view.settings,
            "lineage": view.lineage,
            "step": frame.validation_step,
        },
        lambda: ([frame.validation_loss, frame.validation_accuracy, frame.confusion], 1.0),
        lambda result: [result[name] for name in ("loss", "accuracy", "confusion")],
        ("loss", "accuracy", "confusion matrix"),
        # Images between two classes may count for either; Keras's accuracy is float32.
        lambda result: (
            result["tolerance"],
            FLOAT32_TOLERANCE + result["undecided"] / frame.confusion.sum(),
            result["undecided"],
        ),
    )


def checked_images(layers: Sequence[DenseLayer]) -> int:
    """Return how many images a network is checked with: 1,000, or fewer where it is very wide."""
    products = sum(layer.kernel.size for layer in layers)
    return max(1, min(MAX_IMAGES, MAX_PRODUCTS // products))


def largest_sum(values: Array, layers: Sequence[DenseLayer]) -> float:
    """Return the size of the largest sum in a network, every term taken as positive.

    Args:
        values: ``(n, ...)``, the images as the first layer reads them.
        layers: the network's.
    """
    return _outputs(values, layers)[1]


def _outputs(values: Array, layers: Sequence[DenseLayer]) -> tuple[list[Array], float]:
    scale = 0.0
    for layer in layers:
        scale = max(scale, _layer_largest_sum(values.reshape(len(values), -1), layer))
        values = predict(values, (layer,))
    return [values], scale


def _layer_largest_sum(inputs: Array, layer: DenseLayer) -> float:
    return float((np.abs(inputs) @ np.abs(layer.kernel) + np.abs(layer.bias)).max())


def _update_hash(digest: Any, data: Any) -> None:
    if isinstance(data, dict):
        data = list(data.items())
    if isinstance(data, list | tuple):
        for each in data:
            _update_hash(digest, each)
    elif isinstance(data, np.ndarray):
        digest.update(f"{data.shape} {data.dtype} ".encode())
        digest.update(np.ascontiguousarray(data))
    else:
        digest.update(f"{data!r} ".encode())
