"""Defaults and permitted values of the controls on the pages of the path."""

from components.state.size_slider import SIZES
from models.exercises.worked_example import SEED
from models.explain.memory_layout import READINGS
from models.sharing.url_codec import Kind, OneOf, Real, Whole
from models.training.config import MOST_UNITS as MOST_HIDDEN_UNITS

EXAMPLE, DRAWING = "1 … 9, by hand", "your drawing"  # values of the control
WEIGHTS = {"random": "random", "hand": "by hand", "trained": "trained"}
MAX_UNITS = 16
MAX_SEED = 9999
LAYER = {  # defaults, by the widgets' keys
    "dense_weights": "random",
    "dense_units": 4,
    "dense_activation": "relu",
    "dense_seed": SEED,
}
MAX_CHANGE = {"example": 1.0, "drawing": 0.5}  # of a pixel's value

SETTINGS: dict[str, tuple[object, Kind]] = {
    **{key: (size.first, OneOf(size.options)) for key, size in SIZES.items()},
    "weights_unit": (None, Whole(0, MOST_HIDDEN_UNITS - 1)),
    "sums_unit": (0, Whole(0, MAX_UNITS - 1)),
    "memory_reading": (next(iter(READINGS)), OneOf(tuple(READINGS))),
    "way_back_picture": (EXAMPLE, OneOf((EXAMPLE, DRAWING))),
    "true_label_example": (None, OneOf(tuple("ABC"))),
    "true_label_drawing": (None, OneOf(tuple("0123456789"))),
    **{
        f"nudge_{name}": (largest / 5, Real(-largest, largest))
        for name, largest in MAX_CHANGE.items()
    },
    "gradient_label": (7, Whole(0, 9)),
}
"""By the control's key: its default value, and its type in a link."""


def default_value(key: str) -> object:
    """Return a control's default value."""
    return SETTINGS[key][0]
