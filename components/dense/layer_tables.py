"""The whole layer in numbers: what every unit made of the inputs, and what the layer can learn."""

import pandas as pd
import streamlit as st

from components.questions.prediction import Number, Prediction, prediction
from components.ui.lesson_text import Lesson
from models.exercises.worked_example import first_network
from models.nn.dense import DenseTrace


def outcome_table(lesson: Lesson, trace: DenseTrace, digits: int) -> None:
    """Write down what every unit made of the inputs.

    Args:
        lesson: says in words what the table holds.
        trace: the layer's whole computation.
        digits: decimals to show.
    """
    layer, units = trace.layer, trace.layer.units
    outcome = pd.DataFrame(
        {
            "x @ W": trace.sums - layer.bias,
            "bias": layer.bias,
            "sum": trace.sums,
            "output": trace.outputs,
        },
        index=pd.RangeIndex(units, name="unit"),
    )
    st.dataframe(
        outcome.style.format(f"{{:.{max(digits, 4)}f}}"),
        height=min(38 * (units + 1), 320),
        alt=lesson.format("outcome in words"),
        width="content",
    )


def parameter_question(lesson: Lesson) -> Prediction:
    """Ask what the worked example can learn, and say it once there is an answer."""
    question = prediction(lesson, "parameters", Number(0, 10_000))
    if question.is_answered:
        count = first_network().dense[0].layer.parameters
        question.reveal(count, count=count)
    return question


def parameter_count(trace: DenseTrace) -> None:
    """Count what the layer can learn, with the arithmetic."""
    inputs, units = trace.layer.kernel.shape
    st.latex(
        rf"\underbrace{{{inputs}\times {units}}}_{{\text{{weights}}}}"
        rf"+\underbrace{{{units}}}_{{\text{{biases}}}}={trace.layer.parameters}"
    )
