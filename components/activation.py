"""The activation on screen: the formula, the curve, and where this neuron stands on it."""

import streamlit as st

from components.figures import activation_figure
from components.lesson import Lesson
from models.activations import ACTIVATIONS
from models.dense import DenseTrace


def activation_step(lesson: Lesson, trace: DenseTrace, unit: int) -> None:
    """Show how the chosen neuron's sum is bent.

    Args:
        lesson: says what an activation is.
        trace: the layer's whole computation.
        unit: which neuron.
    """
    name = trace.layer.activation
    neuron = trace.neuron(unit)
    lesson.say("activation", name=name, sum=f"{neuron.sum:.4f}", output=f"{neuron.output:.4f}")
    st.latex(ACTIVATIONS[name].formula)
    if ACTIVATIONS[name].elementwise:
        st.plotly_chart(
            activation_figure(name, neuron.sum, neuron.output),
            config={"displayModeBar": False},
            alt=lesson.text("curve in words", name=name),
        )
    else:
        lesson.say("not one by one")
