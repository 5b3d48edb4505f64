"""Charts of an experiment's results: bars and lines, drawn with Plotly."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.ui.colors import MARK, OUTPUT

BAR = 44  # pixels of height
FONT = {"size": 15}


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its share from 0 to 1, and whether it is the changed case."""

    label: str
    share: float
    changed: bool = False


@dataclass(frozen=True)
class Line:
    """One line: its label, its values and its style."""

    label: str
    values: Sequence[float]
    color: str = OUTPUT
    dash: str = "solid"
    symbol: str = "circle"


def bar_chart(bars: Sequence[Bar], title: str) -> go.Figure:
    """Return horizontal bars of shares, each with its number; changed cases are hatched and violet.

    Args:
        bars: from top to bottom.
        title: of the axis.
    """
    largest = max([bar.share for bar in bars], default=0)
    figure = go.Figure(
        go.Bar(
            x=[bar.share for bar in bars],
            y=[bar.label for bar in bars],
            orientation="h",
            marker={
                "color": [MARK if bar.changed else OUTPUT for bar in bars],
                "pattern": {"shape": ["/" if bar.changed else "" for bar in bars], "size": 6},
            },
            text=[f"<b>{bar.share:.1%}</b>" for bar in bars],
            textposition="outside",
            textfont=FONT,
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    axis = {"range": [0, max(largest * 1.22, 0.02)], "tickformat": ".0%", "title": title}
    figure.update_xaxes(**axis, nticks=5, fixedrange=True)
    figure.update_yaxes(autorange="reversed", automargin=True, fixedrange=True, ticksuffix=" ")
    return _without_zoom(figure, 70 + BAR * len(bars), showlegend=False)


def line_chart(
    x: Sequence[float],
    lines: Sequence[Line],
    titles: tuple[str, str],
    *,
    as_percent: bool = True,
    highlight: tuple[float, float] | None = None,
) -> go.Figure:
    """Return a chart of lines over one axis.

    Args:
        x: of the values.
        lines: the first is drawn last, over all others.
        titles: of both axes.
        as_percent: whether the values are shares from 0 to 1, shown as percent.
        highlight: a point (x, y) to ring.
    """
    figure = go.Figure()
    for line in reversed(lines):
        figure.add_scatter(
            x=list(x),
            y=list(line.values),
            name=line.label,
            mode="lines+markers",
            line={"color": line.color, "dash": line.dash, "width": 2.5},
            marker={"symbol": line.symbol, "size": 8},
        )
    if highlight:
        figure.add_scatter(
            x=[highlight[0]],
            y=[highlight[1]],
            mode="markers",
            marker={"size": 20, "symbol": "circle-open", "color": MARK, "line": {"width": 3}},
            hoverinfo="skip",
            showlegend=False,
        )
    figure.update_xaxes(title=titles[0], fixedrange=True, nticks=9)
    figure.update_yaxes(title=titles[1], fixedrange=True, rangemode="tozero", automargin=True)
    if as_percent:
        figure.update_yaxes(tickformat=".0%", range=[0, 1.03])
    legend = {
        "font": FONT,
        "orientation": "h",
        "y": 1.02,
        "yanchor": "bottom",
        "x": 0,
        "traceorder": "reversed",
    }
    return _without_zoom(figure, 320, legend=legend)


def _without_zoom(figure: go.Figure, height: int, **layout: object) -> go.Figure:
    margin = {"l": 8, "r": 8, "t": 8, "b": 8}
    figure.update_xaxes(tickfont=FONT, title_font=FONT)
    figure.update_yaxes(tickfont=FONT, title_font=FONT)
    return figure.update_layout(height=height, margin=margin, dragmode=False, font=FONT, **layout)
