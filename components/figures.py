"""Figures that stand still, drawn with Plotly from what the models computed."""

import numpy as np
import plotly.graph_objects as go

from models.network import NetworkTrace

ABOVE = "#c85a00"  # orange, beside blue: safe for colour-blind eyes
BELOW_LINE = "#3f7fc4"  # a thin line wants a lighter blue to show on dark pages


def _bare(figure: go.Figure, height: int, **layout: object) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        **layout,
    )


def _cell(figure: go.Figure, x: float, y: float, value: float, most: float, words: str) -> None:
    """Draw one value as a square of side 1, shaded by the value."""
    shade = round(255 * value / (most or 1))  # a picture without ink is black
    figure.add_scatter(
        x=[x, x + 1, x + 1, x, x],
        y=[y, y, y + 1, y + 1, y],
        fill="toself",
        fillcolor=f"rgb({shade},{shade},{shade})",
        line={"color": "#888", "width": 1},
        mode="lines",
        hoveron="fills",
        hoverinfo="text",
        text=words,
    )
    figure.add_annotation(
        x=x + 0.5,
        y=y + 0.5,
        text=f"{value:g}",
        showarrow=False,
        font={"size": 16, "color": "#000" if shade > 128 else "#fff"},
    )


def idea_figure(trace: NetworkTrace, alone: int | None = None) -> go.Figure:
    """Draw image, vector and outputs of a small network in one picture.

    Args:
        trace: of a one-channel image of at most 16 pixels, through one Dense layer.
        alone: the unit whose edges stand out; None shows all alike.
    """
    image, vector, layer = trace.flatten.image, trace.flatten.vector, trace.dense[0].layer
    rows, columns = image.shape
    count, units = layer.kernel.shape
    figure = go.Figure()
    image_top, vector_x, unit_x = (count + rows) / 2, columns + 2.0, columns + 6.5

    def vector_y(index: int) -> float:
        return count - 1 - index

    unit_y = [count * (1 - (unit + 0.5) / units) for unit in range(units)]
    for row in range(rows):  # a ribbon from each row to its stretch of the vector
        top, first = image_top - row, count - row * columns
        figure.add_scatter(
            x=[columns, vector_x, vector_x, columns],
            y=[top, first, first - columns, top - 1],
            fill="toself",
            fillcolor=f"rgba(128,128,128,{0.14 + 0.1 * (row % 2)})",
            mode="none",
            hoverinfo="skip",
        )
    largest = float(np.abs(layer.kernel).max()) or 1.0
    for index, unit in np.ndindex(layer.kernel.shape):
        weight = float(layer.kernel[index, unit])
        figure.add_scatter(
            x=[vector_x + 1, unit_x],
            y=[vector_y(index) + 0.5, unit_y[unit]],
            mode="lines",
            line={
                "color": BELOW_LINE if weight < 0 else ABOVE,
                "width": 0.5 + 3.5 * abs(weight) / largest,
            },
            opacity=0.8 if alone in (None, unit) else 0.12,
            hoverinfo="text",
            text=f"weight from vector[{index}] to unit {unit}: {weight:g}",
        )
    for index, value in enumerate(vector):
        row, column = trace.flatten.pixel_of(index)
        words = f"image[{row}, {column}] = vector[{index}] = {value:g}"
        _cell(figure, column, image_top - row - 1, value, image.max(), words)
        _cell(figure, vector_x, vector_y(index), value, image.max(), words)
    figure.add_scatter(
        x=[unit_x] * units,
        y=unit_y,
        mode="markers",
        marker={
            "size": 50,
            "color": "#0b5fa5",
            "line": {"color": "#888", "width": 1},
            "opacity": 1,
        },
        hoverinfo="text",
        hovertext=[
            f"unit {unit}: weighted sum + bias {layer.bias[unit]:g}, then {layer.activation}"
            for unit in range(units)
        ],
    )
    for unit, value in enumerate(trace.outputs):
        figure.add_annotation(
            x=unit_x,
            y=unit_y[unit],
            text=f"{value:.2f}",
            showarrow=False,
            font={"size": 14, "color": "#fff"},
        )
    for x, y, words in (
        (columns / 2, image_top, "image"),
        (vector_x + 0.5, count, "vector"),
        (unit_x, count, "outputs"),
    ):
        figure.add_annotation(
            x=x,
            y=y + 0.1,
            text=f"<b>{words}</b>",
            showarrow=False,
            yanchor="bottom",
            font={"size": 16},
        )
    return _bare(
        figure,
        480,
        xaxis={"visible": False, "range": [-0.2, unit_x + 0.8], "fixedrange": True},
        yaxis={
            "visible": False,
            "range": [-0.3, count + 0.8],
            "fixedrange": True,
            "scaleanchor": "x",
            "constrain": "domain",
        },
    )
