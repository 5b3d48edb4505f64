"""Sliders over a few sizes that are common in practice."""

from typing import NamedTuple

import streamlit as st

from components.state import controls
from components.ui.lesson_text import COMMON
from models.nn.layer_cost import VGG16_MAP, VGG16_UNITS


class Size(NamedTuple):
    """One slider: the key of its label, its sizes, and the default."""

    label: str
    options: tuple[int, ...]
    first: int


SIZES = {
    "bill_side": Size("rows and columns", (3, 8, 14, 28, 32, 64, 96, 128, 224), 28),
    "bill_channels": Size("channels", (1, 3, 16, 64), 1),
    "bill_units": Size("hidden units", tuple(2**power for power in range(13)), 128),
    "head_side": Size("rows and columns", (1, 2, 4, 7, 14, 28, 56), VGG16_MAP[0]),
    "head_channels": Size("channels", tuple(2**power for power in range(3, 11)), VGG16_MAP[2]),
    "head_units": Size("dense units", (10, 100, 128, 256, 512, 1000, 4096), VGG16_UNITS),
}
"""Every slider, by its key."""


def size_slider(key: str) -> int:
    """Let the learner choose a size; a forged value counts as the default."""
    size = SIZES[key]
    return controls.select(
        st.select_slider,
        COMMON.label(size.label),
        size.options,
        key,
        default=size.first,
        width=250,
        format_func="{:,}".format,
    )
