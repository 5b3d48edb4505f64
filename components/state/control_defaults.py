"""Page settings: where controls of the path's pages begin, and what they may be set to."""

from components.state.size_slider import SIZES
from models.exercises.worked_example import SEED
from models.explain.memory_layout import READINGS
from models.sharing.url_codec import Kind, OneOf, Real, Whole
from models.training.config import MOST_UNITS as MOST_HIDDEN_UNITS

EXAMPLE, DRAWING = "1 … 9, by hand", "your drawing"  # what is sent back
WEIGHTS = {"random": "random", "hand": "by hand", "trained": "trained"}
MOST_UNITS = 16
MOST_SEED = 9999
LAYER = {  # as it begins, by the widgets' keys
    "dense_weights": "random",
    "dense_units": 4,
    "dense_activation": "relu",
    "dense_seed": SEED,
}
REACH = {"example": 1.0, "drawing": 0.5}  # how far a pixel may be changed, in its own ink

SETTINGS: dict[str, tuple[object, Kind]] = {
    **{key: (size.first, OneOf(size.options)) for key, size in SIZES.items()},
    "weights_unit": (None, Whole(0, MOST_HIDDEN_UNITS - 1)),
    "sums_unit": (0, Whole(0, MOST_UNITS - 1)),
    "memory_reading": (next(iter(READINGS)), OneOf(tuple(READINGS))),
    "way_back_picture": (EXAMPLE, OneOf((EXAMPLE, DRAWING))),
    "true_label_example": (None, OneOf(tuple("ABC"))),
    "true_label_drawing": (None, OneOf(tuple("0123456789"))),
    **{f"nudge_{name}": (most / 5, Real(-most, most)) for name, most in REACH.items()},
    "gradient_label": (7, Whole(0, 9)),
}
"""By the control's key: the value it begins with, and its kind in a link."""


def first(key: str) -> object:
    """Give the value a control begins with."""
    return SETTINGS[key][0]
