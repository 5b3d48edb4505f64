"""Two classifier heads: Flatten, which keeps every position, or one mean per channel."""

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

OPTION_LIMITS = (0.25, 0.6, 1.0)  # the largest share of each option


def vgg_question(lesson: Lesson) -> None:
    """Ask where the parameters of a famous network are."""
    question = prediction(lesson, "vgg", Choice())
    if question.is_answered:
        first = flatten_head(VGG16_MAP, VGG16_UNITS).parameters
        share = first / VGG16_PARAMETERS
        question.reveal(
            next(option for option, limit in enumerate(OPTION_LIMITS) if share <= limit),
            first=f"{first:,}",
            all=f"{VGG16_PARAMETERS:,}",
            share=f"{share:.1%}",
        )


def head_comparison(lesson: Lesson) -> None:
    """Let the learner set a feature map's size, and compare the costs of both heads.

    Args:
        lesson: explains the heads.
    """
    with st.container(horizontal=True):
        side = size_slider("head_side")
        channels = size_slider("head_channels")
        units = size_slider("head_units")
    shape = (side, side, channels)
    costs = {
        "Flatten": flatten_head(shape, units),
        "GlobalAveragePooling2D": pooling_head(shape, units),
    }
    rows = {
        name: {
            lesson.label("reads"): f"{cost.inputs:,}",
            lesson.label("parameters"): f"{cost.parameters:,}",
            lesson.label("bytes"): format_bytes(cost.bytes),
            lesson.label("multiply-adds"): f"{cost.multiply_adds:,}",
        }
        for name, cost in costs.items()
    }
    st.table(pd.DataFrame.from_dict(rows, orient="index"))
    flat, pooled = costs.values()
    lesson.show("ends compared", times=f"{flat.parameters / pooled.parameters:,.1f}")
