"""The whole layer at once: inputs times kernel plus bias, then the activation."""

import pandas as pd
import streamlit as st

from components.figures import matrix_figure
from components.lesson import Lesson
from models.arrays import Array
from models.dense import DenseTrace

SMALL = 40  # numbers a matrix may have to be written out


def _matrix(values: Array, digits: int) -> str:
    rows = values if values.ndim == 2 else values[None, :]
    lines = r" \\ ".join(" & ".join(f"{value:.{digits}f}" for value in row) for row in rows)
    return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"


def _word(name: str) -> str:
    return name.replace("_", r"\_")  # a bare underscore would set a subscript


def matrix_product(lesson: Lesson, trace: DenseTrace, digits: int) -> None:
    """Write the layer as one matrix product, with every number where they fit.

    Args:
        lesson: says what the formula means.
        trace: the layer's whole computation.
        digits: decimals to show.
    """
    layer = trace.layer
    inputs, units = layer.kernel.shape
    lesson.say("matrix", inputs=inputs, units=units)
    if layer.kernel.size <= SMALL:
        whole = digits if (trace.inputs % 1).any() else 0
        st.latex(
            rf"{_matrix(trace.inputs, whole)}\,{_matrix(layer.kernel, digits)}"
            rf"={_matrix(trace.sums - layer.bias, digits)}"
        )
        st.latex(
            rf"{_matrix(trace.sums - layer.bias, digits)}+{_matrix(layer.bias, digits)}"
            rf"={_matrix(trace.sums, digits)}"
        )
        st.latex(
            rf"\text{{{_word(layer.activation)}}}\Big({_matrix(trace.sums, digits)}\Big)"
            rf"={_matrix(trace.outputs, max(digits, 4) if trace.outputs.any() else digits)}"
        )
    else:
        st.plotly_chart(
            matrix_figure(layer.kernel, "input", "unit"),
            config={"displayModeBar": False},
            alt=lesson.text("kernel in words", inputs=inputs, units=units),
        )
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
        alt=lesson.text("outcome in words"),
        width="content",
    )


def parameter_count(lesson: Lesson, trace: DenseTrace) -> None:
    """Count what the layer can learn, with the arithmetic."""
    inputs, units = trace.layer.kernel.shape
    lesson.say("parameters")
    st.latex(
        rf"\underbrace{{{inputs}\times {units}}}_{{\text{{weights}}}}"
        rf"+\underbrace{{{units}}}_{{\text{{biases}}}}={trace.layer.parameters}"
    )
