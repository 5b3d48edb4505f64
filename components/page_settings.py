"""Page settings: where controls of the path's pages begin, and what they may be set to."""

from components.dense_choice import MOST_UNITS
from components.size_slider import SIZES
from models.inside import READINGS
from models.plan import MOST_UNITS as MOST_HIDDEN_UNITS
from models.sharing import Kind, OneOf, Real, Whole

EXAMPLE, DRAWING = "1 … 9, by hand", "your drawing"  # what is sent back
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
