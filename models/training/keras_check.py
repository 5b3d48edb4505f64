"""Same: do Keras's layers say what ours say, and how far are they apart?"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.data.datasets import Examples
from models.nn.arrays import Array
from models.nn.backprop import BackpropTrace
from models.nn.dense import DenseLayer, DenseTrace, packed_layers
from models.nn.network import NetworkTrace, predict
from models.training.recording import RecordedSnapshot
from models.training.run_view import RunView

MOST_IMAGES = 1000
MOST_PRODUCTS = 1_000_000_000  # we compute for one check; a wide network gets fewer images
ALLOWED = 2e-6
"""The share of a sum's size by which float32 may be off: each number is rounded by up to 6e-8 of
itself, and a sum of hundreds of them gathers a few dozen such errors at worst."""


@dataclass(frozen=True, eq=False)
class Check:
    """What Keras is asked to compute again, and what we computed."""

    task: str  # a key of TASKS
    arguments: dict[str, Any]  # and what it needs
    ours: Callable[[], tuple[list[Array], float]]
    """Our arrays, and the size of the largest sum in them, every term taken as positive."""
    theirs: Callable[[dict], list[Array]]  # picks the same arrays out of the task's answer
    names: tuple[str, ...] = ()  # of the arrays, where each one's difference shall be told
    allowed: Callable[[dict], tuple[float, ...]] | None = None
    """Reads from the answer how far each array may be off, where one number does not do for all."""

    @property
    def mark(self) -> str:
        """A short word for all the numbers that are checked: other numbers, another word."""
        return mark_of(self.arguments)


@dataclass(frozen=True)
class Agreement:
    """How far Keras and we are apart."""

    values: int  # compared
    largest: float  # absolute difference; infinite where one of them is no number
    same: bool  # whether float32 explains it
    parts: tuple[tuple[str, float], ...] = ()  # the largest difference of each array with a name


def mark_of(data: Any) -> str:
    """Give a short word for plain data: for other data it is another."""
    digest = hashlib.blake2b(digest_size=12)
    _stir(digest, data)
    return digest.hexdigest()


def compare(check: Check, answer: dict) -> Agreement:
    """Compare what Keras answered with what we computed.

    Raises:
        ValueError: the shapes differ.
    """
    (ours, scale), theirs = check.ours(), check.theirs(answer)
    shapes = [np.shape(each) for each in ours], [np.shape(each) for each in theirs]
    if shapes[0] != shapes[1]:
        raise ValueError(f"our arrays have the shapes {shapes[0]}, Keras's {shapes[1]}")
    apart = [_apart(a, b) for a, b in zip(ours, theirs, strict=True)]
    largest = max(apart)
    limits = check.allowed(answer) if check.allowed else [allowed(scale)] * len(apart)
    same = all(difference <= limit for difference, limit in zip(apart, limits, strict=True))
    parts = tuple(zip(check.names, apart, strict=True)) if check.names else ()
    return Agreement(sum(map(np.size, ours)), largest, same, parts)


def allowed(scale: float) -> float:
    """Say how far float32 may be off in sums whose terms, all taken as positive, come to this."""
    return ALLOWED * max(1.0, scale)


def _apart(ours: Array, theirs: Array) -> float:
    difference = np.abs(np.subtract(ours, theirs, dtype=float))
    return float(difference.max()) if np.isfinite(difference).all() else float("inf")


def check_dense(trace: DenseTrace) -> Check:
    """Let one Dense layer be checked: its sums and its outputs."""
    return Check(
        "keras_trace",
        {"layers": packed_layers((trace.layer,)), "image": trace.inputs},
        lambda: ([trace.sums, trace.outputs], _scale(trace.inputs, trace.layer)),
        lambda answer: [*answer["sums"], *answer["outputs"]],
    )


def check_network(trace: NetworkTrace) -> Check:
    """Let a whole network be checked: the vector, and every layer's sums and outputs."""
    sums, outputs = ([getattr(d, name) for d in trace.dense] for name in ("sums", "outputs"))
    return Check(
        "keras_trace",
        {
            "layers": packed_layers(tuple(d.layer for d in trace.dense)),
            "image": trace.flatten.image,
        },
        lambda: (
            [trace.flatten.vector, *sums, *outputs],
            max(_scale(dense.inputs, dense.layer) for dense in trace.dense),
        ),
        lambda answer: [answer["vector"], *answer["sums"], *answer["outputs"]],
    )


def check_backprop(back: BackpropTrace) -> Check:
    """Let the way back be checked: the loss, and its gradients from the logits to the image."""
    names = ("loss", "d_logits", "d_vector", "d_image")
    dense = back.forward.dense
    return Check(
        "keras_gradients",
        {
            "layers": packed_layers(tuple(d.layer for d in dense)),
            "image": back.forward.flatten.image,
            "label": back.label,
        },
        lambda: (
            [getattr(back, name) for name in names],
            max(
                *(_scale(d.inputs, d.layer) for d in dense),
                *(float(np.abs(layer.products).sum(axis=1).max()) for layer in back.layers),
            ),
        ),
        lambda answer: [answer[name] for name in names],
        names,
    )


def check_test_images(layers: tuple[DenseLayer, ...], held_out: Examples) -> Check:
    """Let a trained network be checked: its outputs for the first test images."""
    images = held_out.images[: images_for(layers)]
    return Check(
        "keras_outputs",
        {"layers": packed_layers(layers), "images": images},
        lambda: _outputs(images / 255, layers),
        lambda answer: [answer["outputs"]],
    )


def check_moment(view: RunView, frame: RecordedSnapshot) -> Check:
    """Let what a run shows of the held-out images at one moment be checked, by ``evaluate``.

    Args:
        view: the run.
        frame: of the moment; its held-out loss is a number.
    """
    return Check(
        "keras_evaluate",
        {
            "dataset": view.dataset,
            "settings": view.settings,
            "way": view.way,
            "step": frame.held_out_step,
        },
        lambda: ([frame.held_out_loss, frame.held_out_accuracy, frame.confusion], 1.0),
        lambda answer: [answer[name] for name in ("loss", "accuracy", "confusion")],
        ("loss", "accuracy", "confusion matrix"),
        # Images between two digits may fall to either; accuracy is a float32 in Keras.
        lambda answer: (
            answer["allowed"],
            ALLOWED + answer["undecided"] / frame.confusion.sum(),
            answer["undecided"],
        ),
    )


def images_for(layers: tuple[DenseLayer, ...]) -> int:
    """Say how many images a network is checked with: 1,000, or fewer where it is very wide."""
    products = sum(layer.kernel.size for layer in layers)
    return max(1, min(MOST_IMAGES, MOST_PRODUCTS // products))


def sums_scale(values: Array, layers: tuple[DenseLayer, ...]) -> float:
    """Give the size of the largest sum in a network, every term taken as positive.

    Args:
        values: ``(n, ...)``, the images as the first layer reads them.
        layers: the network's.
    """
    return _outputs(values, layers)[1]


def _outputs(values: Array, layers: tuple[DenseLayer, ...]) -> tuple[list[Array], float]:
    scale = 0.0
    for layer in layers:
        scale = max(scale, _scale(values.reshape(len(values), -1), layer))
        values = predict(values, (layer,))
    return [values], scale


def _scale(inputs: Array, layer: DenseLayer) -> float:
    return float((np.abs(inputs) @ np.abs(layer.kernel) + np.abs(layer.bias)).max())


def _stir(digest: Any, data: Any) -> None:
    if isinstance(data, dict):
        data = list(data.items())
    if isinstance(data, list | tuple):
        for each in data:
            _stir(digest, each)
    elif isinstance(data, np.ndarray):
        digest.update(f"{data.shape} {data.dtype} ".encode())
        digest.update(np.ascontiguousarray(data))
    else:
        digest.update(f"{data!r} ".encode())
