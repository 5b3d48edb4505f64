"""Config text: a config's values in words, and the fields in which configs differ."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from models.data.input_encoding import ENCODINGS
from models.nn.activations import ACTIVATIONS
from models.training.config import TrainingConfig

DEFAULT_UNITS = 64  # of a hidden layer that is added
MAX_HIDDEN = 3  # hidden layers offered on the page
HIDDEN_ACTIVATIONS = [name for name, row in ACTIVATIONS.items() if row.elementwise]

SETTING_LABELS = {
    "hidden_units": "hidden units",
    "activation": "activation",
    "optimizer": "optimizer",
    "learning_rate": "learning rate",
    "batch_size": "batch size",
    "epochs": "epochs",
    "examples": "training images",
    "validation": "validation images",
    "seed": "seed",
    "l2": "L2",
    "dropout": "dropout",
    "frozen": "frozen layers",
    "pixels": "pixels",
}
"""What each field of a config is called on the page."""


def format_value(name: str, value: Any) -> str:
    """Return a field's value in words.

    >>> format_value("hidden_units", (128, 64)), format_value("examples", None)
    ('128 and 64', 'all')
    """
    if value is None:
        return "all"
    if name == "pixels":
        return ENCODINGS[value].label
    if name == "frozen":
        value = [index + 1 for index in value]
    if isinstance(value, tuple | list):
        return " and ".join(f"{each:,}" for each in value) or "none"
    if isinstance(value, str) or name == "seed":
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def padded_units(hidden_units: Iterable[int]) -> tuple[int, ...]:
    """Return units for every hidden layer that can be chosen, the network's own first.

    >>> padded_units((128,))
    (128, 64, 64, 64)
    """
    return (*hidden_units, *(DEFAULT_UNITS for _ in range(MAX_HIDDEN)))


def format_changes(changes: dict[str, object]) -> str:
    """Return some fields with their values in words.

    >>> format_changes({"learning_rate": 0.001, "optimizer": "adam"})
    'learning rate 0.001, optimizer adam'
    >>> format_changes({"epochs": 10, "examples": None})
    '10 epochs, all training images'
    """
    rows = [
        (name, SETTING_LABELS[name], format_value(name, value)) for name, value in changes.items()
    ]
    return ", ".join(
        f"{value} {words}" if name in _COUNTS else f"{words} {value}" for name, words, value in rows
    )


_COUNTS = ("epochs", "examples", "validation")  # written as a number and then its noun


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
        if len({format_value(name, each[name]) for each in configs if name in each}) > 1
    ]
