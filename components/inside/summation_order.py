"""Dense in one line of NumPy, for the learner's image; and its sum in several orders."""

import numpy as np
import pandas as pd
import streamlit as st

from components.questions.prediction import Choice, prediction
from components.state import controls
from components.ui.lesson_text import Lesson
from models.explain.memory_layout import SUMMATION_ORDERS
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import DenseTrace


def dense_code(lesson: Lesson, trace: DenseTrace) -> None:
    """Show three lines of code, and compare their result with the trace of the lesson.

    Args:
        lesson: has the texts around the code.
        trace: of a relu layer.
    """
    lesson.show("dense")
    lesson.show("dense code")
    outputs = outputs_of_code(trace)
    lesson.show(
        "dense result",
        shape=outputs.shape,
        difference=f"{np.abs(outputs - trace.outputs).max():.1e}",
    )


def outputs_of_code(trace: DenseTrace) -> Array:
    """Return what the lines of code make of the layer's inputs, (units,)."""
    layer = trace.layer
    return ACTIVATIONS[layer.activation].apply(trace.inputs @ layer.kernel + layer.bias)


def float32_products(trace: DenseTrace, unit: int) -> Array:
    """Return a neuron's products as Keras has them, (inputs,)."""
    return trace.neuron(unit).products.astype(np.float32)


def summation_order(lesson: Lesson, trace: DenseTrace) -> None:
    """Ask whether the order of a sum matters, and then show it for a unit the learner chooses.

    Args:
        lesson: has the question and the explanation.
        trace: of a layer with many inputs.
    """
    question = prediction(lesson, "digits", Choice())
    if not question.is_answered:
        return
    last, label = trace.layer.units - 1, lesson.label("unit")
    unit = controls.number(st.slider, label, 0, last, "sums_unit", default=0, width=420)
    products = float32_products(trace, unit)
    sums = {name: add(products) for name, add in SUMMATION_ORDERS.items()}
    forward, backward, *_ = sums.values()
    difference = abs(float(forward) - float(backward))
    is_large = difference > 0.01 * abs(float(forward))
    question.reveal(0 if difference == 0 else 2 if is_large else 1, difference=f"{difference:.1e}")
    lesson.show("sums", unit=unit, count=products.size)
    names = [lesson.label(f"sum {name}") for name in sums]
    table = {lesson.label("sum"): [f"{value:.9f}" for value in sums.values()]}
    st.table(pd.DataFrame(table, index=names))
