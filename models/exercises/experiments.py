"""Experiments: the lab's experiments, their settings, and the runs shipped with the lesson."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from models.config.parsers import integer_in

STORED = Path(__file__).parents[2] / "data" / "experiments.json"
MOST_IMAGES = 50_000  # training images: the others are validation images
WIDTHS = (4, 32, 128)  # units that every run of "width" trains, before its widest


@dataclass(frozen=True)
class ExperimentSetting:
    """An integer a learner chooses."""

    default: int  # initial value
    minimum: int
    maximum: int
    step: int = 1


@dataclass(frozen=True)
class Experiment:
    """One experiment: its module, the page that explains it, and its training's settings."""

    module: str  # in components/experiments
    page: str  # a name in the table of contents
    settings: dict[str, ExperimentSetting] = field(
        default_factory=dict
    )  # none if it trains nothing
    stored: dict[str, int] = field(default_factory=dict)  # settings of the stored run

    def validated(self, settings: dict[str, int]) -> dict[str, int]:
        """Return valid settings unchanged; those of the stored run are always valid.

        Raises:
            ValueError: a setting is missing, unknown, no integer or out of its bounds.
        """
        if set(settings) != set(self.settings):
            raise ValueError(f"this experiment has the settings {', '.join(self.settings)}")
        if settings == self.stored:
            return settings
        for name, row in self.settings.items():
            integer_in(name, settings[name], row.minimum, row.maximum)
        return settings


def _images(default: int, maximum: int = 12_000) -> ExperimentSetting:
    return ExperimentSetting(default, 100, maximum, 100)


def _epochs(default: int, maximum: int) -> ExperimentSetting:
    return ExperimentSetting(default, 1, maximum)


SEED = ExperimentSetting(1, 0, 999)

LAB_EXPERIMENTS: dict[str, Experiment] = {
    "permuted": Experiment(
        "permuted_pixels",
        "flatten",
        {"images": _images(3000), "epochs": _epochs(4, 8), "seed": SEED},
        {"images": 12_000, "epochs": 5, "seed": 0},
    ),
    "shifted": Experiment("shifted_digits", "network"),
    "order": Experiment("reading_order", "flatten"),
    "collapse": Experiment(
        "linear_collapse",
        "dense",
        {
            "images": _images(12_000, MOST_IMAGES),
            "epochs": _epochs(3, 10),
            "units": ExperimentSetting(64, 1, 1024),
            "seed": SEED,
        },
        {"images": MOST_IMAGES, "epochs": 5, "units": 128, "seed": 0},
    ),
    "asleep": Experiment(
        "constant_pixels",
        "weights",
        {"images": _images(3000, MOST_IMAGES), "epochs": _epochs(1, 10), "seed": SEED},
        {"images": MOST_IMAGES, "epochs": 1, "seed": 0},
    ),
    "width": Experiment(
        "width",
        "train",
        {
            "images": _images(500, 2000),
            "epochs": _epochs(20, 30),
            "widest": ExperimentSetting(1024, 129, 4096),
            "seed": SEED,
        },
        {"images": 1000, "epochs": 20, "widest": 10_000, "seed": 0},
    ),
    "prepared": Experiment("preprocessing", "draw"),
    "pooling": Experiment(
        "global_pooling",
        "beyond",
        {"images": _images(3000, 6000), "epochs": _epochs(5, 10), "seed": SEED},
        {"images": 12_000, "epochs": 8, "seed": 0},
    ),
}
"""Every experiment, in the order of the menu; one with settings is trained on request."""


@cache
def stored_run(name: str) -> dict:
    """Read the run that ``python -m data.make_experiments`` stored.

    Args:
        name: a key of ``LAB_EXPERIMENTS`` that has settings.

    Returns:
        The result of ``train_experiment``, and ``made``, the date; ``versions``; ``seconds``.
    """
    return json.loads(STORED.read_text(encoding="utf-8"))[name]


def partial_results(reports: tuple[dict, ...]) -> dict[str, dict]:
    """Collect the evaluations that a training has reported so far.

    Args:
        reports: as ``train_experiment`` yields them.

    Returns:
        As its ``parts``, without what is known at the end only.

    >>> partial_results(({"progress": 0.1}, {"progress": 0.5, "part": "cnn", "epoch": 1}))
    {'cnn': {'points': [{'progress': 0.5, 'part': 'cnn', 'epoch': 1}]}}
    """
    parts: dict[str, dict] = {}
    for report in reports:
        if "part" in report:
            parts.setdefault(report["part"], {"points": []})["points"].append(report)
    return parts


def validation_accuracy(result: dict, part: str) -> float:
    """Return the final validation accuracy of a part."""
    return result["parts"][part]["points"][-1]["validation_accuracy"]
