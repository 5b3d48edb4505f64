"""The network's stages as numbers: whatever a picture on the page shows can be read here."""

from collections.abc import Callable
from functools import partial

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
        **{
            "hidden units" if len(hidden) == 1 else f"hidden layer {number}": partial(
                _hidden, dense
            )
            for number, dense in enumerate(hidden, 1)
        },
        "logits and softmax": partial(_softmax, last),
    }


def _vector(flatten: FlattenTrace) -> pd.DataFrame:
    index = np.arange(flatten.vector.size)
    columns = flatten.image.shape[1]
    return pd.DataFrame(
        {"row": index // columns, "column": index % columns, "value": flatten.vector},
        index=pd.RangeIndex(flatten.vector.size, name="index"),
    )


def _hidden(dense: DenseTrace) -> pd.DataFrame:
    return pd.DataFrame(
        {"sum": dense.sums, dense.layer.activation: dense.outputs},
        index=pd.RangeIndex(dense.layer.units, name="unit"),
    )


def _softmax(last: DenseTrace) -> pd.DataFrame:
    softmax = trace_softmax(last.sums)
    return pd.DataFrame(
        {
            "logit": last.sums,
            "minus the largest": softmax.shifted,
            "exp": softmax.powers,
            "divided by their sum": last.outputs,
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
        st.segmented_control, "Stage", list(stages), "stage", label_visibility="collapsed"
    )
    if chosen is None:
        return
    table = stages[chosen]()
    decimals = {
        name: st.column_config.NumberColumn(format="%.6f") for name in table.select_dtypes(float)
    }
    st.dataframe(
        table,
        column_config=decimals,
        height=min(36 * (len(table) + 1) + 4, 400),
        alt=lesson.format("stage table"),
    )
