"""A finite difference: change one pixel, and compare the loss with the gradient's prediction."""

import plotly.graph_objects as go
import streamlit as st

from components.backprop.example_choice import Case
from components.state import controls
from components.state.control_defaults import MAX_CHANGE, default_value
from components.ui.colors import MARK, OUTPUT
from components.ui.lesson_text import Lesson
from components.ui.numbers import equality_sign, unicode_minus
from models.explain.finite_difference import Perturbation, trace_perturbation
from models.nn.backprop import BackpropTrace


def pixel_perturbation(lesson: Lesson, case: Case, trace: BackpropTrace, index: int) -> None:
    """Let the learner brighten or darken the chosen pixel.

    Args:
        lesson: has the text on what to try.
        case: whose image.
        trace: of its backpropagation.
        index: of the pixel, in the vector.
    """
    row, column = trace.forward.flatten.pixel_of(index)
    max_change = MAX_CHANGE[case.key]
    lesson.show("change pixel", row=row, column=column)
    key = f"nudge_{case.key}"
    step = controls.number(
        st.slider,
        lesson.label("added"),
        -max_change,
        max_change,
        key,
        default=default_value(key),
        step=max_change / 50,
    )
    perturbation = trace_perturbation(trace, index, step, max_change)
    sides = st.grid(2, min_column_width=280, gap="medium")
    with sides.cell():
        changes = comparison_rows(perturbation)
        rows = {lesson.label(f"change {name}"): text for name, text in changes.items()}
        st.table({lesson.label("change"): rows})
    with sides.cell():
        st.plotly_chart(
            _loss_figure(lesson, perturbation),
            config={"displayModeBar": False},
            alt=lesson.format("change pixel in words"),
            key=f"nudge_curve_{case.key}",
        )


def comparison_rows(perturbation: Perturbation) -> dict[str, str]:
    """Return predicted and true change as calculations that a reader can check."""
    gradient, step = round(perturbation.gradient, 5), round(perturbation.step, 2)
    before, after = round(perturbation.before, 5), round(perturbation.after, 5)
    predicted, true = perturbation.predicted_change, perturbation.change
    predicted_sign = equality_sign(gradient * step, predicted, 5)
    true_sign = equality_sign(after - before, true, 5)
    rows = {
        "predicted": f"{gradient:+.5f} × {step:+.2f} {predicted_sign} **{predicted:+.5f}**",
        "true": f"{after:.5f} − {before:.5f} {true_sign} **{true:+.5f}**",
        "difference": f"{true - predicted:+.5f}",
    }
    return {name: unicode_minus(text) for name, text in rows.items()}


def _loss_figure(lesson: Lesson, perturbation: Perturbation) -> go.Figure:
    """Return the loss over the pixel's change, with the gradient's straight line."""
    line = perturbation.before + perturbation.gradient * perturbation.steps
    figure = go.Figure()
    figure.add_scatter(
        x=perturbation.steps,
        y=perturbation.losses,
        mode="lines",
        name=lesson.label("curve true"),
        line={"color": OUTPUT, "width": 3},
    )
    figure.add_scatter(
        x=perturbation.steps,
        y=line,
        mode="lines",
        name=lesson.label("curve predicted"),
        line={"color": MARK, "width": 2, "dash": "dash"},
    )
    figure.add_scatter(
        x=[perturbation.step, perturbation.step],
        y=[perturbation.before + perturbation.predicted_change, perturbation.after],
        mode="markers+lines",
        marker={"size": 11, "color": [MARK, OUTPUT]},
        line={"color": "#888", "width": 1},
        showlegend=False,
        hoverinfo="y",
    )
    return figure.update_layout(
        height=260,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={"title": lesson.label("axis added"), "fixedrange": True},
        yaxis={"title": lesson.label("axis loss"), "fixedrange": True},
        legend={"orientation": "h", "y": 1.12, "x": 0},
    )
