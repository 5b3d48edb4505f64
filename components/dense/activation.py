"""The activation in words: its formula, and what it makes of this neuron's sum."""

import streamlit as st

from components.ui.lesson_text import Lesson
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseTrace


def show_activation(lesson: Lesson, trace: DenseTrace, unit: int) -> None:
    """Show what the activation makes of the neuron's sum; its curve is in the neuron's view.

    Args:
        lesson: has the words.
        trace: the layer's whole computation.
        unit: the neuron's index.
    """
    name = trace.layer.activation
    neuron = trace.neuron(unit)
    lesson.show("activation", name=name, sum=f"{neuron.sum:.4f}", output=f"{neuron.output:.4f}")
    st.latex(ACTIVATIONS[name].formula)
    if not ACTIVATIONS[name].elementwise:
        lesson.show("not one by one")
