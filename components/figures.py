"""Figures that stand still, drawn with Plotly from what the models computed."""

import numpy as np
import plotly.graph_objects as go

from models.activations import ACTIVATIONS
from models.arrays import Array
from models.network import NetworkTrace

BELOW, ZERO, ABOVE = "#2166ac", "#f6f7f9", "#c85a00"  # blue and orange: safe for colour-blind eyes
SELECTED = "#e08a00"


def _bare(figure: go.Figure, height: int, **layout: object) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        **layout,
    )


def idea_figure(trace: NetworkTrace) -> go.Figure:
    """Draw image, vector and outputs of a small network in one picture.

    Args:
        trace: of a one-channel image of at most 16 pixels, through one Dense layer.
    """
    image, layer = trace.flatten.image, trace.dense[0].layer
    count, units = trace.flatten.vector.size, layer.units
    figure = go.Figure()
    pixels = [trace.flatten.pixel_of(index) for index in range(count)]
    rows = image.shape[0]
    image_x = [column * 1.0 for _, column in pixels]
    image_y = [(rows - 1) / 2 - row + (count - 1) / 2 for row, _ in pixels]
    vector_y = [count - 1 - index for index in range(count)]
    unit_y = [(count - 1) * (1 - (unit + 0.5) / units) for unit in range(units)]
    vector_x, unit_x = 4.4, 7.6

    for index in range(count):
        figure.add_scatter(
            x=[image_x[index] + 0.4, vector_x - 0.45],
            y=[image_y[index], vector_y[index]],
            mode="lines",
            line={"color": "rgba(128,128,128,0.35)", "width": 1},
            hoverinfo="skip",
        )
    largest = float(np.abs(layer.kernel).max()) or 1.0
    for index in range(count):
        for unit in range(units):
            weight = float(layer.kernel[index, unit])
            figure.add_scatter(
                x=[vector_x + 0.4, unit_x - 0.55],
                y=[vector_y[index], unit_y[unit]],
                mode="lines",
                line={
                    "color": BELOW if weight < 0 else ABOVE,
                    "width": 0.5 + 3 * abs(weight) / largest,
                },
                opacity=0.75,
                hoverinfo="text",
                text=f"weight from x[{index}] to unit {unit}: {weight:g}",
            )
    shades = [f"rgb({v},{v},{v})" for v in np.rint(255 * trace.flatten.vector / image.max())]
    ink = ["#000" if value > image.max() / 2 else "#fff" for value in trace.flatten.vector]
    cells = {"size": 31, "symbol": "square", "line": {"color": "#888", "width": 1}}
    for x, y, kind in ((image_x, image_y, "pixel"), ([vector_x] * count, vector_y, "vector")):
        figure.add_scatter(
            x=x,
            y=y,
            mode="markers+text",
            marker={**cells, "color": shades},
            text=[f"{value:g}" for value in trace.flatten.vector],
            textfont={"color": ink, "size": 15},
            hoverinfo="text",
            hovertext=[
                f"image[{row}, {column}] = vector[{index}] = {trace.flatten.vector[index]:g}"
                for index, (row, column) in enumerate(pixels)
            ],
            name=kind,
        )
    outputs = trace.outputs
    figure.add_scatter(
        x=[unit_x] * units,
        y=unit_y,
        mode="markers+text",
        marker={"size": 46, "color": "#0b5fa5", "line": {"color": "#888", "width": 1}},
        text=[f"{value:g}" for value in outputs.round(2)],
        textfont={"color": "#fff", "size": 13},
        hoverinfo="text",
        hovertext=[f"unit {unit}: {value:g}" for unit, value in enumerate(outputs)],
        name="outputs",
    )
    for x, words in ((1, "image"), (vector_x, "vector"), (unit_x, "outputs")):
        figure.add_annotation(
            x=x, y=count - 0.2, text=f"<b>{words}</b>", showarrow=False, yanchor="bottom"
        )
    return _bare(
        figure,
        460,
        xaxis={"visible": False, "range": [-0.6, 8.3], "fixedrange": True},
        yaxis={"visible": False, "range": [-0.9, count + 0.6], "fixedrange": True},
    )


def activation_figure(name: str, total: float, output: float) -> go.Figure:
    """Draw an activation's curve with one neuron's point on it.

    Args:
        name: a key of ``ACTIVATIONS`` that works number by number.
        total: the neuron's sum.
        output: what the activation made of it.
    """
    reach = max(4.0, 1.25 * abs(total))
    sums = np.linspace(-reach, reach, 201)
    figure = go.Figure()
    figure.add_scatter(x=sums, y=ACTIVATIONS[name].apply(sums), mode="lines", line={"width": 3})
    figure.add_scatter(
        x=[total, total],
        y=[0, output],
        mode="lines+markers",
        line={"color": SELECTED, "dash": "dot"},
        marker={"size": [0, 13], "color": SELECTED},
        hovertemplate=f"{name}({total:.4g}) = {output:.4g}<extra></extra>",
    )
    return _bare(
        figure,
        280,
        xaxis={"title": "sum", "fixedrange": True, "zeroline": True},
        yaxis={"title": "output", "fixedrange": True, "zeroline": True},
    )


def matrix_figure(matrix: Array, rows: str, columns: str) -> go.Figure:
    """Draw a matrix as colours: blue below zero, orange above, nothing at zero.

    Args:
        matrix: (rows, columns).
        rows: what a row is.
        columns: what a column is.
    """
    largest = float(np.abs(matrix).max()) or 1.0
    figure = go.Figure(
        go.Heatmap(
            z=matrix,
            zmin=-largest,
            zmax=largest,
            colorscale=[[0, BELOW], [0.5, ZERO], [1, ABOVE]],
            hovertemplate=f"{rows} %{{y}}, {columns} %{{x}}: %{{z:.4g}}<extra></extra>",
        )
    )
    return _bare(
        figure,
        320,
        xaxis={"title": columns, "fixedrange": True},
        yaxis={"title": rows, "autorange": "reversed", "fixedrange": True},
    )
