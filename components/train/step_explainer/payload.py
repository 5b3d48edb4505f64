"""What the browser gets of one training step."""

from typing import TypedDict

from components.ui.wire_format import PackedNumbers


class Step(TypedDict):
    """One step in its own numbers; None is a value that is no number."""

    step: int
    epoch: int
    count: int  # images of the batch
    units: list[int]  # of each layer
    layer: int
    unit: int
    right: int
    strongest: int
    frozen: bool
    sum: float | None
    mean: float | None
    penalty: float | None
    loss: float | None
    l2: bool
    rows: int
    columns: int
    images: list[str]  # base64, a byte a value
    labels: list[int]
    predicted: list[int]
    probabilities: PackedNumbers  # (images, classes)
    losses: PackedNumbers  # (images,)
    inputs: int
    wide: int
    pixels: bool
    digits: int
    rate: float
    age: int
    rule: str
    lines: list[str]
    before: PackedNumbers  # (inputs + 1,): the weights and the bias
    gradient: PackedNumbers
    update: PackedNumbers
    after: PackedNumbers
    spacing: PackedNumbers
    working: dict[str, PackedNumbers | float | None]
    words: dict[str, str]


class Payload(TypedDict):
    """The step a learner asked for, once it is here."""

    run: str
    when: int
    batch: int
    total: int
    told: Step | None
