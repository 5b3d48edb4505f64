"""The network's stages as numbers: whatever a picture on the page shows can be read here."""

import numpy as np
import pandas as pd
import streamlit as st

from components.lesson import Lesson
from components.predict import CLASSES
from models.network import NetworkTrace
from models.softmax import trace_softmax


def _stages(trace: NetworkTrace) -> dict[str, pd.DataFrame]:
    """Make one table a stage, each row a value with its name."""
    vector = trace.flatten.vector
    columns = trace.flatten.image.shape[1]
    index = np.arange(vector.size)
    tables = {
        "vector": pd.DataFrame(
            {"row": index // columns, "column": index % columns, "value": vector},
            index=pd.RangeIndex(vector.size, name="index"),
        )
    }
    *hidden, last = trace.dense
    for place, dense in enumerate(hidden, 1):
        name = "hidden units" if len(hidden) == 1 else f"hidden layer {place}"
        tables[name] = pd.DataFrame(
            {"sum": dense.sums, dense.layer.activation: dense.outputs},
            index=pd.RangeIndex(dense.layer.units, name="unit"),
        )
    softmax = trace_softmax(last.sums)
    tables["logits and softmax"] = pd.DataFrame(
        {
            "logit": last.sums,
            "minus the largest": softmax.shifted,
            "exp": softmax.powers,
            "divided by their sum": last.outputs,
        },
        index=pd.Index(list(CLASSES), name="digit"),
    )
    return tables


def stage_numbers(lesson: Lesson, trace: NetworkTrace) -> None:
    """Let the learner choose a stage and read all its numbers.

    Args:
        lesson: says what a stage holds.
        trace: the picture's way through the network.
    """
    tables = _stages(trace)
    chosen = st.segmented_control(
        "Stage", list(tables), key="stage", persist_state="session", label_visibility="collapsed"
    )
    if chosen not in tables:
        return
    table = tables[chosen]
    decimals = {
        name: st.column_config.NumberColumn(format="%.6f") for name in table.select_dtypes(float)
    }
    st.dataframe(
        table,
        column_config=decimals,
        height=min(36 * (len(table) + 1) + 4, 400),
        alt=lesson.text("stage table"),
    )
