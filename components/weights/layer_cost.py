"""The cost of a network: sliders for its sizes, and a table of parameters and operations."""

import pandas as pd
import streamlit as st

from components.state.size_slider import size_slider
from components.ui.lesson_text import Lesson
from models.nn.dense import dense_names
from models.nn.layer_cost import dense_costs, format_bytes

CLASSES = 10


def layer_cost(lesson: Lesson) -> None:
    """Let the learner set a network's sizes, and show its cost.

    Args:
        lesson: explains the numbers.
    """
    with st.container(horizontal=True):
        side = size_slider("bill_side")
        channels = size_slider("bill_channels")
        units = size_slider("bill_units")
    layers = dense_costs((side * side * channels, units, CLASSES))
    first, last = layers
    st.latex(
        rf"\underbrace{{{side}\cdot{side}\cdot{channels}}}_{{\text{{Flatten: }}{first.inputs:,}}}"
        rf"\;\to\;\underbrace{{{first.inputs:,}\cdot{units:,}+{units:,}}}"
        rf"_{{\text{{Dense({units:,}): }}{first.parameters:,}}}"
        rf"\;\to\;\underbrace{{{units:,}\cdot{CLASSES}+{CLASSES}}}"
        rf"_{{\text{{Dense({CLASSES}): }}{last.parameters:,}}}".replace(",", "{,}")
    )
    rows = {
        name: {
            lesson.label("inputs"): f"{layer.inputs:,}",
            lesson.label("neurons"): f"{layer.units:,}",
            lesson.label("parameters"): f"{layer.parameters:,}",
            lesson.label("bytes"): format_bytes(layer.bytes),
            lesson.label("multiply-adds"): f"{layer.multiply_adds:,}",
        }
        for name, layer in zip(dense_names(len(layers)), layers, strict=True)
    }
    st.table(pd.DataFrame.from_dict(rows, orient="index"))
    total = sum(layer.parameters for layer in layers)
    lesson.show(
        "total",
        parameters=f"{total:,}",
        bytes=format_bytes(sum(layer.bytes for layer in layers)),
        multiply_adds=f"{sum(layer.multiply_adds for layer in layers):,}",
        share=f"{first.parameters / total:.1%}",
    )
