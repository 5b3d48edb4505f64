"""Learning curves, one point per epoch, drawn with Plotly."""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from components.ui.colors import GRAY, OUTPUT
from components.ui.lesson_text import COMMON

TRAINING, VALIDATION = GRAY, OUTPUT


def learning_curves(epochs: Sequence[dict]) -> go.Figure:
    """Return loss and accuracy side by side, of the training and the validation images.

    Args:
        epochs: each with its number, both losses and both accuracies.
    """
    titles = [COMMON.label(f"curve {metric}") for metric in ("loss", "accuracy")]
    figure = make_subplots(1, 2, subplot_titles=titles, horizontal_spacing=0.1)
    numbers = [each["epoch"] for each in epochs]
    for key, prefix, color, dash, symbol in (
        ("training", "", TRAINING, "solid", "circle"),
        ("validation", "validation_", VALIDATION, "dash", "diamond"),
    ):
        for column, metric in enumerate(("loss", "accuracy"), start=1):
            figure.add_scatter(
                x=numbers,
                y=[each[prefix + metric] for each in epochs],
                name=COMMON.label(f"curve {key}"),
                legendgroup=key,
                showlegend=column == 1,
                mode="lines+markers",
                line={"color": color, "width": 2.5, "dash": dash},
                marker={"symbol": symbol, "size": 8},
                row=1,
                col=column,
            )
    spacing = max(1, len(epochs) // 5)
    figure.update_xaxes(title=COMMON.label("curve epoch"), dtick=spacing, rangemode="tozero")
    figure.update_yaxes(rangemode="tozero", col=1)
    figure.update_yaxes(tickformat=".0%", col=2)
    return figure.update_layout(
        height=300,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        legend={"orientation": "h", "y": 1.22, "x": 0},
    )
