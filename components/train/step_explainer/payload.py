"""The payload of the step explainer: one training step in its own numbers."""

from typing import TypedDict

from components.ui.wire_format import PackedNumbers


class Step(TypedDict):
    """One step; None is a value that is not a number."""

    step: int
    epoch: int
    batchSize: int
    units: list[int]  # of each layer
    layer: int
    unit: int
    correct: int  # images predicted correctly
    largestGradient: int  # index of its weight
    frozen: bool
    sum: float | None
    mean: float | None
    penalty: float | None
    loss: float | None
    l2: bool
    rows: int
    columns: int
    images: list[str]  # base64, one byte per value
    labels: list[int]
    predicted: list[int]
    probabilities: PackedNumbers  # (images, classes)
    losses: PackedNumbers  # (images,)
    inputs: int
    rowLength: int  # weights in a row of the unit's image
    readsPixels: bool  # whether the layer's inputs are pixels
    digits: int  # decimals of the weights
    learningRate: float
    optimizerStep: int
    formula: str
    formulaLines: list[str]
    before: PackedNumbers  # (inputs + 1,): the weights and the bias
    gradient: PackedNumbers
    update: PackedNumbers
    after: PackedNumbers
    spacing: PackedNumbers  # of float32 numbers at each weight
    intermediates: dict[str, PackedNumbers | float | None]  # of the formula
    texts: dict[str, str]


class Payload(TypedDict):
    """The step a learner asked for, once its numbers are known."""

    run: str
    pressId: int
    batch: int
    totalBatches: int
    report: Step | None
    words: dict[str, str]
