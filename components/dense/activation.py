"""The activation in words: its formula, and what it made of this neuron's sum."""

import streamlit as st

from components.ui.lesson_text import Lesson
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseTrace


def activation_step(lesson: Lesson, trace: DenseTrace, unit: int) -> None:
    """Say how the chosen neuron's sum is bent; its curve stands in the neuron's story.

    Args:
        lesson: says what an activation is.
        trace: the layer's whole computation.
        unit: which neuron.
    """
    name = trace.layer.activation
    neuron = trace.neuron(unit)
    lesson.show("activation", name=name, sum=f"{neuron.sum:.4f}", output=f"{neuron.output:.4f}")
    st.latex(ACTIVATIONS[name].formula)
    if not ACTIVATIONS[name].elementwise:
        lesson.show("not one by one")
