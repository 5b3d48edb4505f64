"""Recorded runs: the trainings by which the lesson teaches to diagnose one, as they went.

All but one have the same network and read 50,000 images, some of them again and again.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from models.nn.dense import DenseLayer
from models.training.config import TrainingConfig, lesson_config
from models.training.diagnostics import Diagnostic
from models.training.presets import PRESETS

STORED = Path(__file__).parents[2] / "data" / "diagnosis.json"
NETWORKS = STORED.with_suffix(".npz")

SEEN = 50_000  # images that each network reads in its training
IMAGES = (500, 2000, 10_000, 50_000)  # different ones among them
USUAL_IMAGES = 10_000
UNITS = (2, 4, 16)
RATES = {"0.00001": 1e-5, "0.0001": 1e-4, "0.001": 1e-3}  # by the text on their control
USUAL_UNITS, WIDER = UNITS[-1], 20
SEEDS = (0, 1, 2)
FEW = 500  # images whose network memorizes them

Values = tuple[float | None, ...]  # None is a value that is not finite


def run_of(
    images: int = USUAL_IMAGES, *, units: int = USUAL_UNITS, **settings: Any
) -> TrainingConfig:
    """Return the config of a run that reads `SEEN` images.

    Args:
        images: how many different ones.
        units: of the hidden layer.
        settings: further ones, as `lesson_config` takes them.

    >>> run_of(500).epochs, run_of(50_000).epochs
    (100, 1)
    """
    return lesson_config(
        hidden_units=(units,), batch_size=32, examples=images, epochs=SEEN // images, **settings
    )


MEMORIZED, LEARNED = run_of(FEW), run_of()
SMALL_RATE = "0.0001"
TOO_SMALL = run_of(units=UNITS[0], learning_rate=RATES[SMALL_RATE])
DIVERGED = lesson_config(**PRESETS["too_high"].settings)
RUNS = tuple(
    dict.fromkeys(
        (
            *(run_of(images) for images in IMAGES),
            *(
                run_of(units=units, learning_rate=rate)
                for units in UNITS
                for rate in RATES.values()
            ),
            *(run_of(2000, seed=seed) for seed in SEEDS),
            *(run_of(2000, units=WIDER, seed=seed) for seed in SEEDS),
            *(run_of(seed=seed) for seed in SEEDS),
            DIVERGED,
        )
    )
)
"""Every recorded run, each once."""


@dataclass(frozen=True)
class RecordedRun:
    """A run's network after some of its steps, and what its notices find."""

    config: TrainingConfig
    step: tuple[int, ...]  # of each point; 0 is the untrained network
    loss: Values  # on its training images
    accuracy: Values
    validation_loss: Values
    validation_accuracy: Values
    notices: tuple[Diagnostic, ...]

    @property
    def epoch(self) -> tuple[float, ...]:
        """The epochs trained by each point."""
        return tuple(self.config.epochs * each / self.step[-1] for each in self.step)

    @property
    def lowest(self) -> int:
        """The point with the lowest validation loss."""
        losses = [np.inf if each is None else each for each in self.validation_loss]
        return int(np.argmin(losses))


@cache
def recorded_runs() -> dict[TrainingConfig, RecordedRun]:
    """Read the runs that ``python -m data.make_diagnosis`` stored, by their configs."""
    stored = json.loads(STORED.read_text(encoding="utf-8"))["runs"]
    runs = [_run(TrainingConfig(**each.pop("settings")), each) for each in stored]
    return {run.config: run for run in runs}


def recorded_run(config: TrainingConfig) -> RecordedRun:
    """Return one of the recorded runs."""
    return recorded_runs()[config]


def _run(config: TrainingConfig, stored: dict) -> RecordedRun:
    notices = tuple(Diagnostic(**each) for each in stored.pop("notices"))
    return RecordedRun(
        config, **{key: tuple(each) for key, each in stored.items()}, notices=notices
    )


def network_name(config: TrainingConfig, *, kept: bool = False) -> str:
    """Return the name of a stored network: a run's last one, or the one early stopping keeps."""
    return f"{config.examples or SEEN} {'kept' if kept else 'last'}"


@cache
def stored_network(name: str) -> tuple[DenseLayer, ...]:
    """Read the network of one of the runs with different numbers of images.

    Args:
        name: as `network_name` returns it.
    """
    with np.load(NETWORKS, allow_pickle=False) as arrays:
        layers = [
            (arrays[f"{name} kernel_{index}"], arrays[f"{name} bias_{index}"]) for index in (0, 1)
        ]
    hidden, last = layers
    return DenseLayer(*hidden, "relu"), DenseLayer(*last, "softmax")
