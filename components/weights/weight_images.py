"""Each unit's weights as a picture: the kernel's columns, folded back as Flatten unrolled them."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from components.drawing.network_input import network_layers
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.numbers import unicode_minus
from components.ui.picture_row import picture_row
from models.nn.flatten import unflatten

if TYPE_CHECKING:
    from models.nn.arrays import Array

SHOWN = 12  # pictures at a time
SHAPE = (28, 28)  # of the pictures both networks read


def weight_pictures(lesson: Lesson) -> None:
    """Show the first layer's units, some at a time, and one of them in words.

    Args:
        lesson: says what the pictures are.
    """
    layer = network_layers(current_session())[0]
    lesson.show("pictures", inputs=len(layer.kernel), rows=SHAPE[0], columns=SHAPE[1])
    last = max(0, layer.units - SHOWN)
    first = 0
    if last:
        # A link that names a unit begins where its picture is among those shown.
        key, chosen = f"first_of_{layer.units}", st.session_state.get("weights_unit") or 0
        begun_at = min(chosen, last) if chosen >= SHOWN else 0
        first = controls.number(
            st.slider, "First unit shown", 0, last, key, default=begun_at, width=420
        )
    units = range(first, min(first + SHOWN, layer.units))
    most = float(np.abs(layer.kernel[:, units]).max()) or 1.0

    def pick(place: int) -> None:
        st.session_state["weights_unit"] = units[place]

    pictures: list[tuple[Array, str]] = [
        (np.true_divide(unflatten(layer.kernel[:, unit], SHAPE), most), f"unit {unit}")
        for unit in units
    ]
    picture_row(pictures, "weight_pictures", on_pick=pick, signed=True)
    unit = st.session_state.get("weights_unit")
    if unit in range(layer.units):
        weights = layer.kernel[:, unit]
        strongest = int(np.abs(weights).argmax())
        row, column = divmod(strongest, SHAPE[1])
        lesson.show(
            "one unit",
            unit=unit,
            weight=unicode_minus(f"{weights[strongest]:+.4f}"),
            row=row,
            column=column,
            bias=unicode_minus(f"{layer.bias[unit]:+.4f}"),
        )
