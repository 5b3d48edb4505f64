"""Two heads beside each other: every place kept and paid for, or one mean a channel."""

import pandas as pd
import streamlit as st

from components.questions.prediction import Choice, prediction
from components.state.size_slider import size_slider
from components.ui.lesson_text import Lesson
from models.nn.layer_cost import (
    VGG16_MAP,
    VGG16_PARAMETERS,
    VGG16_UNITS,
    flatten_head,
    format_bytes,
    pooling_head,
)

SHARES = (0.25, 0.6, 1.0)  # up to which share each option speaks of


def vgg_question(lesson: Lesson) -> None:
    """Ask where the parameters of a famous network are."""
    question = prediction(lesson, "vgg", Choice())
    if question.is_answered:
        first = flatten_head(VGG16_MAP, VGG16_UNITS).parameters
        share = first / VGG16_PARAMETERS
        question.reveal(
            next(place for place, most in enumerate(SHARES) if share <= most),
            first=f"{first:,}",
            all=f"{VGG16_PARAMETERS:,}",
            share=f"{share:.1%}",
        )


def heads(lesson: Lesson) -> None:
    """Let the learner set a map's size and compare the two heads.

    Args:
        lesson: says what they are.
    """
    with st.container(horizontal=True):
        side = size_slider("head_side")
        channels = size_slider("head_channels")
        units = size_slider("head_units")
    shape = (side, side, channels)
    bills = {
        "Flatten": flatten_head(shape, units),
        "GlobalAveragePooling2D": pooling_head(shape, units),
    }
    rows = {
        name: {
            "reads": f"{bill.inputs:,}",
            "parameters": f"{bill.parameters:,}",
            "bytes": format_bytes(bill.bytes),
            "multiply-adds": f"{bill.multiply_adds:,}",
        }
        for name, bill in bills.items()
    }
    st.table(pd.DataFrame.from_dict(rows, orient="index"))
    flat, pooled = bills.values()
    lesson.show("heads told", times=f"{flat.parameters / pooled.parameters:,.1f}")
