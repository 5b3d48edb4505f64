"""The whole layer in numbers: each neuron's outcome, and how many parameters it has."""

import pandas as pd
import streamlit as st

from components.ui.lesson_text import Lesson
from models.nn.dense import DenseTrace


def show_outcomes(lesson: Lesson, trace: DenseTrace, digits: int) -> None:
    """Show a table of what each neuron calculates from the inputs.

    Args:
        lesson: has the table's description in words.
        trace: the layer's whole computation.
        digits: decimals to show, at least four.
    """
    layer, units = trace.layer, trace.layer.units
    outcomes = pd.DataFrame(
        {
            "weighted": trace.sums - layer.bias,
            "bias": layer.bias,
            "z": trace.sums,
            "output": trace.outputs,
        },
        index=pd.RangeIndex(units, name=lesson.label("neuron column")),
    )
    st.dataframe(
        outcomes.style.format(f"{{:.{max(digits, 4)}f}}"),
        height=min(38 * (units + 1), 320),
        column_config={name: lesson.label(f"{name} column") for name in outcomes.columns},
        alt=lesson.format("outcome in words"),
        width="content",
    )


def show_parameters(lesson: Lesson, trace: DenseTrace) -> None:
    """Show how the layer's parameters are counted."""
    weights, biases = lesson.label("counted weights"), lesson.label("counted biases")
    inputs, units = trace.layer.kernel.shape
    st.latex(
        rf"\underbrace{{{inputs}\times {units}}}_{{\text{{{weights}}}}}"
        rf"+\underbrace{{{units}}}_{{\text{{{biases}}}}}={trace.layer.parameters}"
    )
