"""Explore one step: any image of the batch and any weight of the last layer, with its gradient."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from components.drawing.labeled_digit import label_control
from components.drawing.network_input import CLASSES, network_choice
from components.state import controls
from components.state.session import current_session
from components.step.batch import MOVES, Batch, current_batch
from components.step.step_view import step_view
from components.step.step_view.payload import SceneName
from components.ui.lesson_text import Lesson
from components.ui.numbers import decimals
from models.explain.finite_difference import trace_weight
from models.nn.backprop import BackpropTrace
from models.nn.dense import dense_names

SHOWN: tuple[SceneName, ...] = ("slope", "gears", "update", "rate")
CHANGES = (1.0, 0.1, 0.01, 0.001)
DIGITS = 6


@dataclass(frozen=True)
class Choice:
    """What is looked at."""

    batch: Batch
    image: int  # its index in the batch
    neuron: int  # of the last hidden layer
    unit: int  # of the last layer

    @property
    def trace(self) -> BackpropTrace:
        """The passes of the chosen image."""
        return self.batch.step.images[self.image]


def explore_step(lesson: Lesson) -> Choice:
    """Let the learner choose an image and a weight, and show the step with them.

    Args:
        lesson: has the words.
    """
    sides = st.grid(4, min_column_width=240, gap="medium")
    with sides.cell():
        network_choice()
        label_control()
        shown = _choose_scene(lesson)
        choice = _choose(lesson, current_batch(current_session()))
    with sides.cell(column_span=3), st.container(key="step_explore_stage"):
        step_view(
            lesson,
            shown,
            choice.batch,
            choice.neuron,
            image=choice.image,
            unit=choice.unit,
            key="step_explore",
        )
    return choice


def _choose_scene(lesson: Lesson) -> SceneName:
    return controls.select(
        st.selectbox,
        lesson.label("show"),
        list(SHOWN),
        "step_shown",
        default=SHOWN[0],
        format_func=lambda each: lesson.label(f"show {each}"),
    )


def _choose(lesson: Lesson, batch: Batch) -> Choice:
    neurons = len(batch.step.images[0].layers[-1].inputs)
    image = controls.select(
        st.selectbox,
        lesson.label("image"),
        list(range(len(MOVES))),
        "step_image",
        default=batch.hardest,
        format_func=lambda nth: lesson.label("moved by", by=MOVES[nth]),
    )
    neuron = controls.number(
        st.number_input,
        lesson.label("neuron"),
        0,
        neurons - 1,
        "step_neuron",
        default=batch.neuron(),
    )
    unit = controls.select(
        st.selectbox,
        lesson.label("class"),
        list(range(len(CLASSES))),
        "step_class",
        default=batch.label,
    )
    return Choice(batch, image, neuron, unit)


def measured_slopes(lesson: Lesson, choice: Choice) -> None:
    """Show the slope of the loss over the weight, measured with smaller and smaller changes."""
    steps = np.array([sign * change for change in CHANGES for sign in (-1, 1)])
    curve = trace_weight(choice.trace, choice.neuron, choice.unit, steps)
    pairs = curve.losses.reshape(-1, 2)
    lesson.show("finite difference", gradient=_write(curve.gradient))
    columns = [lesson.label(name) for name in ("below", "above", "slope")]
    rows = {
        f"{change:g}": [_write(below), _write(above), _write((above - below) / (2 * change))]
        for change, (below, above) in zip(CHANGES, pairs, strict=True)
    }
    st.table(_table(rows, columns, lesson.label("difference")), width="content")


def gradient_tables(lesson: Lesson, choice: Choice) -> None:
    """Show the gradients by the logits, and how large those by each layer's parameters are."""
    lesson.show("gradients")
    sides = st.grid(2, min_column_width=320, gap="medium")
    with sides.cell():
        st.table(_logits(lesson, choice.trace), width="content")
    with sides.cell():
        st.table(_layers(lesson, choice.trace), width="content")


def _logits(lesson: Lesson, trace: BackpropTrace) -> pd.DataFrame:
    rows = {
        CLASSES[digit]: [_write(p), str(int(digit == trace.label)), _write(gradient)]
        for digit, (p, gradient) in enumerate(
            zip(trace.forward.outputs, trace.d_logits, strict=True)
        )
    }
    return _table(rows, [lesson.label(name) for name in ("p", "y", "dz")], lesson.label("digit"))


def _layers(lesson: Lesson, trace: BackpropTrace) -> pd.DataFrame:
    rows = {}
    for name, layer in zip(dense_names(len(trace.layers)), trace.layers, strict=True):
        inputs, units = layer.layer.kernel.shape
        gradients = np.concatenate([layer.d_kernel.ravel(), layer.d_bias])
        rows[lesson.label("layer name", name=name, inputs=inputs, units=units)] = [
            f"{layer.layer.parameters:,}",
            _write(float(np.abs(gradients).max())),
            f"{(gradients == 0).mean():.0%}",
        ]
    columns = [lesson.label(name) for name in ("parameters", "largest", "still")]
    return _table(rows, columns, lesson.label("layer"))


def _table(rows: dict[str, list[str]], columns: list[str], name: str) -> pd.DataFrame:
    return pd.DataFrame(rows.values(), index=pd.Index(list(rows), name=name), columns=columns)


def _write(value: float) -> str:
    return decimals(value, DIGITS)
