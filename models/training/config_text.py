"""Settings: a config's settings in words, and which of them set several configs apart."""

from collections.abc import Iterable
from dataclasses import fields

from models.data.input_encoding import PIXELS
from models.nn.activations import ACTIVATIONS
from models.training.config import TrainingConfig

USUAL_UNITS = 64  # of a hidden layer that is added
MOST_HIDDEN = 3  # layers one can choose on the page
HIDDEN_ACTIVATIONS = [name for name, row in ACTIVATIONS.items() if row.elementwise]

SETTINGS = {
    "hidden_units": "hidden units",
    "activation": "activation",
    "optimizer": "optimizer",
    "learning_rate": "learning rate",
    "batch_size": "batch size",
    "epochs": "epochs",
    "examples": "training images",
    "seed": "seed",
    "l2": "L2",
    "dropout": "dropout",
    "frozen": "frozen layers",
    "pixels": "pixels",
}
"""What each setting of a config is called on the page."""


def value_in_words(name: str, value: object) -> str:
    """Write a setting's value.

    >>> value_in_words("hidden_units", (128, 64)), value_in_words("examples", None)
    ('128 and 64', 'all')
    """
    if value is None:
        return "all"
    if name == "pixels":
        return PIXELS[value].words
    if name == "frozen":
        value = [place + 1 for place in value]
    if isinstance(value, tuple | list):
        return " and ".join(f"{each:,}" for each in value) or "none"
    if isinstance(value, str) or name == "seed":
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def units_to_show(hidden_units: Iterable[int]) -> tuple[int, ...]:
    """Give a number of units for every hidden layer there could be, a network's own first.

    >>> units_to_show((128,))
    (128, 64, 64, 64)
    """
    return (*hidden_units, *(USUAL_UNITS for _ in range(MOST_HIDDEN)))


def changes_in_words(changes: dict[str, object]) -> str:
    """Write some settings, each with its value.

    >>> changes_in_words({"learning_rate": 0.001, "optimizer": "adam"})
    'learning rate 0.001, optimizer adam'
    >>> changes_in_words({"epochs": 10, "examples": None})
    '10 epochs, all training images'
    """
    told = [(name, SETTINGS[name], value_in_words(name, value)) for name, value in changes.items()]
    return ", ".join(
        f"{value} {words}" if name in _COUNTS else f"{words} {value}" for name, words, value in told
    )


_COUNTS = ("epochs", "examples")  # of which one says how many, and then of what


def apart(several: Iterable[dict]) -> list[str]:
    """Name the settings in which configs are not all alike.

    >>> apart([{"seed": 0, "epochs": 5}, {"seed": 1, "epochs": 5}])
    ['seed']
    """
    several = list(several)
    names = [field.name for field in fields(TrainingConfig)]
    return [
        name
        for name in names
        if len({value_in_words(name, each[name]) for each in several if name in each}) > 1
    ]
