"""Lab: the experiments, what a learner sets in each, and the runs stored with the lesson."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

STORED = Path(__file__).parents[2] / "data" / "experiments.json"
WIDTHS = (4, 32, 128)  # units that every run on width trains, before its widest


@dataclass(frozen=True)
class Setting:
    """A whole number a learner chooses."""

    label: str
    usual: int  # where the learner finds it
    least: int
    most: int
    step: int = 1


@dataclass(frozen=True)
class Experiment:
    """One experiment: the page that teaches what it shows, and what a training of it needs."""

    page: str  # a name in the table of contents
    settings: dict[str, Setting] = field(default_factory=dict)  # none where nothing is trained
    stored: dict[str, int] = field(default_factory=dict)  # those of the stored run

    def checked(self, settings: dict[str, int]) -> dict[str, int]:
        """Give settings back if a training may have them; those of the stored run always may.

        Raises:
            ValueError: one is missing, too many, no whole number or out of its bounds.
        """
        if set(settings) != set(self.settings):
            raise ValueError(f"this experiment has the settings {', '.join(self.settings)}")
        if settings == self.stored:
            return settings
        for name, row in self.settings.items():
            value, what = settings[name], row.label.lower()
            if type(value) is not int:
                raise ValueError(f"{what} is a whole number, got {value!r}")
            if not row.least <= value <= row.most:
                raise ValueError(f"{what} goes from {row.least:,} to {row.most:,}, got {value}")
        return settings


def _images(usual: int, most: int = 12_000) -> Setting:
    return Setting("Training images", usual, 100, most, 100)


def _epochs(usual: int, most: int) -> Setting:
    return Setting("Epochs", usual, 1, most)


SEED = Setting("Seed", 1, 0, 999)

LAB: dict[str, Experiment] = {
    "permuted": Experiment(
        "flatten",
        {"images": _images(3000), "epochs": _epochs(4, 8), "seed": SEED},
        {"images": 12_000, "epochs": 5, "seed": 0},
    ),
    "shifted": Experiment("network"),
    "order": Experiment("flatten"),
    "collapse": Experiment(
        "dense",
        {
            "images": _images(12_000, 60_000),
            "epochs": _epochs(3, 10),
            "units": Setting("Units", 64, 1, 1024),
            "seed": SEED,
        },
        {"images": 60_000, "epochs": 5, "units": 128, "seed": 0},
    ),
    "asleep": Experiment(
        "weights",
        {"images": _images(3000, 60_000), "epochs": _epochs(1, 10), "seed": SEED},
        {"images": 60_000, "epochs": 1, "seed": 0},
    ),
    "width": Experiment(
        "train",
        {
            "images": _images(500, 2000),
            "epochs": _epochs(20, 30),
            "widest": Setting("Units of the widest", 1024, 129, 4096),
            "seed": SEED,
        },
        {"images": 1000, "epochs": 20, "widest": 10_000, "seed": 0},
    ),
    "prepared": Experiment("draw"),
    "pooling": Experiment(
        "beyond",
        {"images": _images(3000, 6000), "epochs": _epochs(5, 10), "seed": SEED},
        {"images": 12_000, "epochs": 8, "seed": 0},
    ),
}
"""Every experiment, in the order of the menu; one with settings is trained when asked for."""


@cache
def stored_run(name: str) -> dict:
    """Read the run that ``python -m data.make_experiments`` stored, as `lab_training` tells it.

    Args:
        name: a key of ``LAB`` that has settings.

    Returns:
        What ``lab_run`` returns, and ``made``, the date; ``versions``; ``seconds`` it took.
    """
    return json.loads(STORED.read_text(encoding="utf-8"))[name]


def parts_so_far(news: tuple[dict, ...]) -> dict[str, dict]:
    """Put together the looks a training has told of so far.

    Args:
        news: as ``lab_run`` yields them.

    Returns:
        As its ``parts``, without what is known at the end only.

    >>> parts_so_far(({"progress": 0.1}, {"progress": 0.5, "part": "cnn", "epoch": 1}))
    {'cnn': {'points': [{'progress': 0.5, 'part': 'cnn', 'epoch': 1}]}}
    """
    parts: dict[str, dict] = {}
    for told in news:
        if "part" in told:
            parts.setdefault(told["part"], {"points": []})["points"].append(told)
    return parts


def held_out(found: dict, part: str) -> float:
    """Give the share of test images that a part read right in the end."""
    return found["parts"][part]["points"][-1]["held_out_accuracy"]
