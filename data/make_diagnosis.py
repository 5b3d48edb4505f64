"""Makes the recorded runs of the page Diagnose: ``python -m data.make_diagnosis``.

Each is a training as *Train* does it, by the same code. Its training images are evaluated with the
same network as the validation images, so that the two losses of a point can be compared.
"""

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))  # python data/make_diagnosis.py works too

from data.make_experiments import VERSIONS
from models.data.datasets import Dataset, Examples, load
from models.engine.train import train, use_one_thread
from models.exercises.recorded_runs import (
    DIVERGED,
    IMAGES,
    MEMORIZED,
    NETWORKS,
    RUNS,
    STORED,
    network_name,
    run_of,
)
from models.nn.dense import DenseLayer
from models.nn.network import predict_pixels
from models.training.config import TrainingConfig
from models.training.diagnostics import diagnose
from models.training.recording import MetricHistory, metrics_row, pack_frame, unpack_frame
from models.training.run_view import RunView
from models.training.snapshot import Snapshot
from models.training.split import split

MANY = 20  # epochs, of which only the ends are stored
COLUMNS = ("step", "loss", "accuracy", "validation_loss", "validation_accuracy")
Layers = tuple[DenseLayer, ...]


def evaluate(layers: Layers, examples: Examples) -> tuple[float, float]:
    """Return a network's loss and accuracy on some images, as NumPy computes them."""
    outputs = predict_pixels(examples.images, layers)
    correct = outputs[np.arange(len(outputs)), examples.labels]
    accuracy = (outputs.argmax(axis=1) == examples.labels).mean()
    return float(-np.log(correct).mean()), float(accuracy)


def point(snapshot: Snapshot, training: Examples) -> tuple[float, ...]:
    """Return what is stored of a snapshot, in the order of ``COLUMNS``.

    The weights of a diverging run are too large to evaluate again: it has the loss of its batch.
    """
    loss, accuracy = snapshot.loss, snapshot.accuracy
    if snapshot.checkpoint.config != DIVERGED:
        loss, accuracy = evaluate(snapshot.layers, training)
    validation = snapshot.validation_loss, snapshot.validation_accuracy
    return snapshot.step, loss, accuracy, *validation


def snapshots(data: Dataset, config: TrainingConfig, **options: int) -> Iterator[Snapshot]:
    """Train, and yield the untrained network and every snapshot."""
    return train(data, config, untrained_first=True, **options)


def is_stored(snapshot: Snapshot, batches: int) -> bool:
    """Return whether a snapshot is a point of its run: of many epochs, only their ends are."""
    return snapshot.checkpoint.config.epochs < MANY or snapshot.step % batches == 0


def record(data: Dataset, config: TrainingConfig) -> tuple[dict, dict[int, Layers]]:
    """Train a run; return what is stored of it, and its networks by step."""
    (training, validation), batches = split(data, config), config.batches(data)
    rows, points, networks, frames = [], [], {}, {}
    for snapshot in snapshots(data, config):
        rows.append(metrics_row(snapshot))
        if is_stored(snapshot, batches):
            points.append(point(snapshot, training))
            networks[snapshot.step] = snapshot.layers
        if not snapshot.step:
            frames[0] = unpack_frame(pack_frame(snapshot, validation))
        last = snapshot
    frames[last.step] = unpack_frame(pack_frame(last, validation))
    view = RunView(
        "recorded", config, (), "mnist", "finished", "", 0, MetricHistory.from_rows(rows), frames,
        config.steps(data), None, None, last.layers,
    )  # fmt: skip
    columns = dict(zip(COLUMNS, map(list, zip(*points, strict=True)), strict=True))
    stored = {name: [_rounded(value) for value in values] for name, values in columns.items()}
    notices = [asdict(notice) for notice in diagnose(view)]
    return {"settings": asdict(config), **stored, "notices": notices}, networks


def _rounded(value: float) -> float | None:
    """Return a number as it is stored: None where it is not finite."""
    if not math.isfinite(value):
        return None
    return float(f"{value:.6g}") if isinstance(value, float) else value


def make() -> None:
    """Store all runs, and the networks whose weights the page shows."""
    use_one_thread()
    data, runs, networks = load("mnist"), [], {}
    for config in RUNS:
        stored, layers = record(data, config)
        runs.append(stored)
        if config in [run_of(images) for images in IMAGES]:
            networks[network_name(config)] = layers[max(layers)]
        if config == MEMORIZED:
            lowest = stored["step"][int(np.argmin(stored["validation_loss"]))]
            networks[network_name(config, kept=True)] = layers[lowest]
        print(config, stored["validation_accuracy"][-1], flush=True)
    head = {"made": datetime.now(UTC).date().isoformat(), "versions": VERSIONS}
    lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
    text = f'{json.dumps(head)[:-1]}, "runs": [\n{lines}\n]}}\n'
    STORED.write_text(text, encoding="utf-8")
    arrays = {
        f"{name} {part}_{index}": getattr(layer, part)
        for name, network in networks.items()
        for index, layer in enumerate(network)
        for part in ("kernel", "bias")
    }
    np.savez_compressed(NETWORKS, **arrays)


if __name__ == "__main__":
    make()
