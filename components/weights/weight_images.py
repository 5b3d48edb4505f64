"""Each unit's weights as an image: the kernel's columns, folded back into rows and columns."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from components.drawing.network_input import network_layers
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.numbers import unicode_minus
from components.ui.picture_row import picture_row
from components.weights.neuron_off import switch_neuron_off
from models.nn.dense import DenseLayer
from models.nn.flatten import unflatten

if TYPE_CHECKING:
    from models.nn.arrays import Array

MAX_SHOWN = 12  # images at a time
SHAPE = (28, 28)  # of the images both networks read


def weight_images(lesson: Lesson) -> None:
    """Show the first layer's units, some at a time, and the strongest weight of one.

    Args:
        lesson: explains the images.
    """
    layers = network_layers(current_session())
    layer = layers[0]
    lesson.show("weights as images", inputs=len(layer.kernel), rows=SHAPE[0], columns=SHAPE[1])
    first = _first_unit_choice(lesson, layer.units)
    units = range(first, min(first + MAX_SHOWN, layer.units))
    largest = float(np.abs(layer.kernel[:, units]).max()) or 1.0

    def choose_unit(index: int) -> None:
        st.session_state["weights_unit"] = units[index]

    images: list[tuple[Array, str]] = [
        (
            np.true_divide(unflatten(layer.kernel[:, unit], SHAPE), largest),
            lesson.label("neuron", neuron=unit),
        )
        for unit in units
    ]
    picture_row(images, "weight_pictures", on_pick=choose_unit, signed=True)
    unit = st.session_state.get("weights_unit")
    if unit is not None and unit in range(layer.units):
        _show_strongest_weight(lesson, layer, unit)
        switch_neuron_off(lesson, layers, unit)


def _first_unit_choice(lesson: Lesson, units: int) -> int:
    """Let the learner choose the first unit shown, if not all fit."""
    last = max(0, units - MAX_SHOWN)
    if not last:
        return 0
    # A link that names a unit begins with an image of that unit among those shown.
    chosen = st.session_state.get("weights_unit") or 0
    default = min(chosen, last) if chosen >= MAX_SHOWN else 0
    key, label = f"first_of_{units}", lesson.label("first unit")
    return controls.number(st.slider, label, 0, last, key, default=default, width=420)


def _show_strongest_weight(lesson: Lesson, layer: DenseLayer, unit: int) -> None:
    """Show a unit's strongest weight, its pixel and the unit's bias."""
    weights = layer.kernel[:, unit]
    strongest = int(np.abs(weights).argmax())
    row, column = divmod(strongest, SHAPE[1])
    lesson.show(
        "one neuron",
        unit=unit,
        weight=unicode_minus(f"{weights[strongest]:+.4f}"),
        row=row,
        column=column,
        bias=unicode_minus(f"{layer.bias[unit]:+.4f}"),
    )
