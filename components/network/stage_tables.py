"""The network's stages as numbers: whatever a picture on the page shows can be read here."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from components.drawing.network_input import CLASSES
from components.state import controls
from components.ui.lesson_text import Lesson
from models.nn.dense import DenseTrace
from models.nn.flatten import FlattenTrace
from models.nn.network import NetworkTrace
from models.nn.softmax import trace_softmax


def _stages(trace: NetworkTrace) -> dict[str, Callable[[], pd.DataFrame]]:
    """Return each stage's table by its name, made only when it is chosen."""
    *hidden, last = trace.dense
    return {
        "vector": partial(_vector, trace.flatten),
        **{f"hidden {number}": partial(_hidden, dense) for number, dense in enumerate(hidden, 1)},
        "softmax": partial(_softmax, last),
    }


def _stage_label(lesson: Lesson, stage: str) -> str:
    """Return what a stage is called; hidden layers by their number."""
    if stage.startswith("hidden"):
        return lesson.label("stage hidden", number=stage.removeprefix("hidden "))
    return lesson.label(f"stage {stage}")


def _vector(flatten: FlattenTrace) -> pd.DataFrame:
    index = np.arange(flatten.vector.size)
    columns = flatten.image.shape[1]
    return pd.DataFrame(
        {"row": index // columns, "column": index % columns, "value": flatten.vector},
        index=pd.RangeIndex(flatten.vector.size, name="index"),
    )


def _hidden(dense: DenseTrace) -> pd.DataFrame:
    return pd.DataFrame(
        {"z": dense.sums, "output": dense.outputs},
        index=pd.RangeIndex(dense.layer.units, name="neuron"),
    )


def _softmax(last: DenseTrace) -> pd.DataFrame:
    softmax = trace_softmax(last.sums)
    return pd.DataFrame(
        {
            "logit": last.sums,
            "shifted": softmax.shifted,
            "exp": softmax.powers,
            "probability": last.outputs,
        },
        index=pd.Index(list(CLASSES), name="digit"),
    )


def stage_numbers(lesson: Lesson, trace: NetworkTrace) -> None:
    """Let the learner choose a stage and read all its numbers.

    Args:
        lesson: has the words.
        trace: the picture's way through the network.
    """
    stages = _stages(trace)
    chosen = controls.select(
        st.segmented_control,
        lesson.label("stage"),
        list(stages),
        "stage",
        format_func=lambda stage: _stage_label(lesson, stage),
        label_visibility="collapsed",
    )
    if chosen is None:
        return
    table = stages[chosen]()
    st.dataframe(
        table,
        column_config=_columns(lesson, table),
        height=min(36 * (len(table) + 1) + 4, 400),
        alt=lesson.format("stage table"),
    )


def _columns(lesson: Lesson, table: pd.DataFrame) -> dict[str, Any]:
    """Return the heading of each column, and six decimals for those with fractions."""
    fractions = set(table.select_dtypes(float))
    return {
        name: st.column_config.NumberColumn(
            lesson.label(f"column {name}"), format="%.6f" if name in fractions else None
        )
        for name in (table.index.name, *table.columns)
    }
