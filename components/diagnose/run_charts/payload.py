"""What the browser gets of recorded runs for a scene."""

from typing import Literal, TypedDict

Values = list[float | None]  # None is a value that is not finite
Kind = Literal["train", "validation", "first", "second"]


class Curve(TypedDict):
    """One curve: a loss or an accuracy after some steps."""

    kind: Kind  # its color and dashes
    at: list[float]  # along the chart's axis
    values: Values


class Chart(TypedDict):
    """The curves of one run, or of several that are compared."""

    key: str  # of the run; a chart of the same key moves to its next state
    title: str
    low: float
    high: float
    log: bool  # whether the values' scale is logarithmic
    end: float  # of the axis along the run
    curves: list[Curve]
    gap: str  # written into the gap between training and validation; "" where there is none


class Weights(TypedDict):
    """The weights of a network's first neurons."""

    title: str
    levels: str  # base64, one byte per weight, 128 is 0
    units: int
    columns: int  # of an image
    note: str


class StopLine(TypedDict):
    """Where a run can be stopped: what its network is like after each epoch."""

    key: str  # of the chart
    epochs: list[float]
    losses: list[float]
    accuracies: list[float]
    validation_losses: list[float]
    validation_accuracies: list[float]
    lowest: int | None  # the point with the lowest validation loss, where it may be seen


class Legend(TypedDict):
    """The name of a kind of curve."""

    kind: Kind
    text: str


class Payload(TypedDict):
    """A scene of recorded runs."""

    scene: str
    fills: bool  # whether it fills the box it is in
    metric: str  # what the charts show
    axis: str  # what is along them
    charts: list[Chart]
    legend: list[Legend]
    weights: list[Weights]
    stop: StopLine | None
    lines: list[str]  # sentences below the charts
    words: dict[str, str]
