"""Defaults and permitted values of the controls of the experiments."""

from typing import Any

from models.exercises.experiments import LAB_EXPERIMENTS, MOST_IMAGES, WIDTHS
from models.exercises.simulated_drawings import MAX_DRAWINGS, MAX_SIZE, MIN_SIZE, POSITIONS
from models.exercises.transforms import DIRECTIONS, MAX_SHIFT, READ_ORDERS
from models.sharing.url_codec import ChoiceField, FieldType, IntField
from models.training.config import TRAIN_SIZE

SETTINGS: dict[str, tuple[object, FieldType]] = {
    "lab_experiment": ("permuted", ChoiceField(tuple(LAB_EXPERIMENTS))),
    "shift_direction": ("right", ChoiceField(tuple(DIRECTIONS))),
    "shift_by": (2, IntField(0, MAX_SHIFT)),
    "lab_reading": ("column by column", ChoiceField(tuple(READ_ORDERS))),
    "lab_size": (MAX_SIZE, IntField(MIN_SIZE, MAX_SIZE)),
    "lab_place": ("in the middle", ChoiceField(tuple(POSITIONS))),
    "lab_count": (200, IntField(50, MAX_DRAWINGS)),
    "width_shown": (len(WIDTHS) - 1, IntField(0, len(WIDTHS))),
    **{
        f"{name}_{setting}": (
            row.default,
            IntField(row.minimum, row.maximum, once=TRAIN_SIZE * (row.maximum == MOST_IMAGES)),
        )
        for name, experiment in LAB_EXPERIMENTS.items()
        for setting, row in experiment.settings.items()
    },
}
"""By the control's key: its default value, and its type in a link."""


def default_value(key: str) -> Any:
    """Return a control's default value."""
    return SETTINGS[key][0]
