"""The second myth: is a neuron connected to one input? Keras counts the connections."""

import streamlit as st

from components.nav.page_links import page_link
from components.questions.prediction import Prediction
from components.scripts.snippet import experiment
from components.state import controls
from components.state.session import current_session
from components.state.unit_choice import unit_choice
from components.ui.lesson_text import COMMON, Lesson
from components.ui.network_diagram import network_diagram
from models.exercises.worked_example import SEED
from models.nn.dense import random_layer
from models.nn.network import trace_network

RIGHT, INPUTS = 1, 9
MAX_UNITS = 8


def edges_myth(lesson: Lesson, question: Prediction) -> None:
    """Draw every connection of a small layer, or those of one unit; then let Keras count them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = COMMON.label("units")
        units = controls.number(
            st.number_input, label, 1, MAX_UNITS, "edges_units", default=4, width=150
        )
        unit = unit_choice(units, f"edges_of_{units}")
    image = current_session().drawing.pictures["3×3", "gray"].astype(float)
    trace = trace_network(image, (random_layer(INPUTS, units, "relu", SEED, digits=2),))
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        text = lesson.format("edges in words", inputs=INPUTS, units=units)
        network_diagram(trace, text, "myth_edges", unit)
        if unit is None:
            lesson.show("all edges", inputs=INPUTS, units=units, edges=INPUTS * units)
        else:
            lesson.show("edges of one", unit=unit, inputs=INPUTS)
    with sides.cell():
        result = experiment(lesson, "myths/edges", given={"units": units})
    if result:
        question.reveal(
            RIGHT if result["edges"] == INPUTS * units else 0,
            inputs=INPUTS,
            units=units,
            edges=result["edges"],
            parameters=result["parameters"],
        )
        page_link(lesson, "dense")
