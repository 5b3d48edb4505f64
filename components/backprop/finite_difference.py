"""Nudge on screen: change one pixel, and see whether the loss does what the gradient foretold."""

import plotly.graph_objects as go
import streamlit as st

from components.backprop.example_choice import Case
from components.state import controls
from components.state.control_defaults import MAX_CHANGE, default_value
from components.ui.colors import ABOVE, BELOW_LINE
from components.ui.lesson_text import Lesson
from components.ui.numbers import equality_sign, unicode_minus
from models.explain.finite_difference import Perturbation, trace_perturbation
from models.nn.backprop import BackpropTrace


def nudge_pixel(lesson: Lesson, case: Case, back: BackpropTrace, index: int) -> None:
    """Let the learner brighten or darken the pixel they look at.

    Args:
        lesson: says what to try.
        case: whose picture.
        back: its way there and back.
        index: of the pixel, in the vector.
    """
    row, column = back.forward.flatten.pixel_of(index)
    reach = MAX_CHANGE[case.key]
    lesson.show("nudge", row=row, column=column)
    key = f"nudge_{case.key}"
    step = controls.number(
        st.slider,
        "Add to this pixel",
        -reach,
        reach,
        key,
        default=default_value(key),
        step=reach / 50,
    )
    nudge = trace_perturbation(back, index, step, reach)
    sides = st.grid(2, min_column_width=280, gap="medium")
    with sides.cell():
        st.table({"change of the loss": told(nudge)})
    with sides.cell():
        st.plotly_chart(
            _curve(nudge),
            config={"displayModeBar": False},
            alt=lesson.format("nudge in words"),
            key=f"nudge_curve_{case.key}",
        )


def told(nudge: Perturbation) -> dict[str, str]:
    """Write down what was foretold and what came, so that each line can be worked out again."""
    gradient, step = round(nudge.gradient, 5), round(nudge.step, 2)
    foretold = equality_sign(gradient * step, nudge.predicted_change, 5)
    changed = equality_sign(round(nudge.after, 5) - round(nudge.before, 5), nudge.change, 5)
    rows = {
        "foretold": f"{gradient:+.5f} × {step:+.2f} {foretold} **{nudge.predicted_change:+.5f}**",
        "true": f"{nudge.after:.5f} − {nudge.before:.5f} {changed} **{nudge.change:+.5f}**",
        "apart": f"{nudge.change - nudge.predicted_change:+.5f}",
    }
    return {name: unicode_minus(text) for name, text in rows.items()}


def _curve(nudge: Perturbation) -> go.Figure:
    """Draw the loss over the pixel's change, with the straight line its gradient draws."""
    line = nudge.before + nudge.gradient * nudge.steps
    figure = go.Figure()
    figure.add_scatter(
        x=nudge.steps,
        y=nudge.losses,
        mode="lines",
        name="true loss",
        line={"color": BELOW_LINE, "width": 3},
    )
    figure.add_scatter(
        x=nudge.steps,
        y=line,
        mode="lines",
        name="gradient’s line",
        line={"color": ABOVE, "width": 2, "dash": "dash"},
    )
    figure.add_scatter(
        x=[nudge.step, nudge.step],
        y=[nudge.before + nudge.predicted_change, nudge.after],
        mode="markers+lines",
        marker={"size": 11, "color": [ABOVE, BELOW_LINE]},
        line={"color": "#888", "width": 1},
        showlegend=False,
        hoverinfo="y",
    )
    return figure.update_layout(
        height=260,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={"title": "added to the pixel", "fixedrange": True},
        yaxis={"title": "loss", "fixedrange": True},
        legend={"orientation": "h", "y": 1.12, "x": 0},
    )
