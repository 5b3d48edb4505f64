"""What pages ask of configs: the fields, those that differ, and the values offered for them."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from models.nn.activations import ACTIVATIONS
from models.training.config import TrainingConfig

DEFAULT_UNITS = 64  # of a hidden layer that is added
MAX_HIDDEN = 3  # hidden layers offered on the page
HIDDEN_ACTIVATIONS = [name for name, row in ACTIVATIONS.items() if row.elementwise]

SETTINGS = (
    "hidden_units", "activation", "optimizer", "learning_rate", "batch_size", "epochs", "examples",
    "validation", "seed", "l2", "dropout", "frozen", "pixels",
)  # fmt: skip
"""The fields of a config, in the order of the page."""


def padded_units(hidden_units: Iterable[int]) -> tuple[int, ...]:
    """Return units for every hidden layer that can be chosen, the network's own first.

    >>> padded_units((128,))
    (128, 64, 64, 64)
    """
    return (*hidden_units, *(DEFAULT_UNITS for _ in range(MAX_HIDDEN)))


def differing_fields(configs: Iterable[dict]) -> list[str]:
    """Return the fields in which configs differ.

    >>> differing_fields([{"seed": 0, "epochs": 5}, {"seed": 1, "epochs": 5}])
    ['seed']
    """
    configs = list(configs)
    names = [field.name for field in fields(TrainingConfig)]
    return [
        name
        for name in names
        if len({_comparable(each[name]) for each in configs if name in each}) > 1
    ]


def _comparable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
