"""Defaults and permitted values of the controls on the pages of the path."""

from typing import Any

from components.state.size_slider import SIZES
from models.exercises.recorded_runs import IMAGES, RATES, SMALL_RATE, UNITS
from models.exercises.worked_example import SEED
from models.explain.memory_layout import ACCESS_PATTERNS
from models.sharing.url_codec import ChoiceField, FieldType, FloatField, IntField
from models.training.config import MAX_UNITS as MAX_HIDDEN_UNITS

EXAMPLE, DRAWING = "1 … 9, by hand", "your drawing"  # values of the control
WEIGHTS = ("random", "hand", "trained")
MAX_UNITS = 16
MAX_SEED = 9999
LAYER: dict[str, Any] = {  # defaults, by the widgets' keys
    "dense_weights": "random",
    "dense_units": 4,
    "dense_activation": "relu",
    "dense_seed": SEED,
}
MAX_CHANGE = {"example": 1.0, "drawing": 0.5}  # of a pixel's value

SETTINGS: dict[str, tuple[Any, FieldType]] = {
    **{key: (size.first, ChoiceField(size.options)) for key, size in SIZES.items()},
    "weights_unit": (None, IntField(0, MAX_HIDDEN_UNITS - 1)),
    "sums_unit": (0, IntField(0, MAX_UNITS - 1)),
    "memory_reading": (next(iter(ACCESS_PATTERNS)), ChoiceField(tuple(ACCESS_PATTERNS))),
    "way_back_picture": (EXAMPLE, ChoiceField((EXAMPLE, DRAWING))),
    "true_label_example": (None, ChoiceField(tuple("ABC"))),
    "true_label_drawing": (None, ChoiceField(tuple("0123456789"))),
    **{
        f"nudge_{name}": (largest / 5, FloatField(-largest, largest))
        for name, largest in MAX_CHANGE.items()
    },
    "gradient_label": (7, IntField(0, 9)),
    "diagnose_units": (UNITS[0], ChoiceField(UNITS)),
    "diagnose_rate": (SMALL_RATE, ChoiceField(tuple(RATES))),
    "diagnose_images": (IMAGES[0], ChoiceField(IMAGES)),
}
"""By the control's key: its default value, and its type in a link."""


def default_value(key: str) -> Any:
    """Return a control's default value."""
    return SETTINGS[key][0]


RECALL_TEST = "recall_test"  # the key of the control that chooses one of these
START_TEST, EXIT_TEST = "start", "exit"
