"""Defaults and permitted values of the controls of the experiments."""

from models.exercises.experiments import LAB, WIDTHS
from models.exercises.simulated_drawings import LEAST_SIZE, MOST_DRAWINGS, MOST_SIZE, PLACES
from models.exercises.transforms import DIRECTIONS, MOST_SHIFT, READINGS
from models.sharing.url_codec import Kind, OneOf, Whole

SETTINGS: dict[str, tuple[object, Kind]] = {
    "lab_experiment": ("permuted", OneOf(tuple(LAB))),
    "shift_direction": ("right", OneOf(tuple(DIRECTIONS))),
    "shift_by": (2, Whole(0, MOST_SHIFT)),
    "lab_reading": ("column by column", OneOf(tuple(READINGS))),
    "lab_size": (MOST_SIZE, Whole(LEAST_SIZE, MOST_SIZE)),
    "lab_place": ("in the middle", OneOf(tuple(PLACES))),
    "lab_count": (200, Whole(50, MOST_DRAWINGS)),
    "width_shown": (len(WIDTHS) - 1, Whole(0, len(WIDTHS))),
    **{
        f"{name}_{setting}": (row.usual, Whole(row.least, row.most))
        for name, experiment in LAB.items()
        for setting, row in experiment.settings.items()
    },
}
"""By the control's key: its default value, and its type in a link."""


def default_value(key: str) -> object:
    """Return a control's default value."""
    return SETTINGS[key][0]
