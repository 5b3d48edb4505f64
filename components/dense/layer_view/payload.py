"""What the browser is sent of a Dense layer."""

from typing import Literal, TypedDict

from components.ui.wire_format import PackedNumbers


class LayerNumbers(TypedDict):
    """What stays as it is while the image changes, and the learner changes some of it."""

    kernel: PackedNumbers  # (inputs, units)
    bias: PackedNumbers  # (units,)
    limit: float  # the weight at the color scale's end
    largest: float


class Payload(TypedDict):
    """One image's way through a layer."""

    layer: str  # the fingerprint of its numbers, the learner's changes left out
    large: bool
    numbers: LayerNumbers | None  # None where the browser has stored them
    changes: list[tuple[int, float]]  # (edge, value); after all edges come the biases
    inputs: PackedNumbers  # (inputs,)
    weighted: PackedNumbers  # (units,): x @ W
    sums: PackedNumbers  # (units,)
    outputs: PackedNumbers  # (units,)
    activation: str
    elementwise: bool
    unit: int
    rows: int
    columns: int
    channels: int
    brightest: float
    inputDigits: int
    digits: int
    isPrepared: bool  # whether the inputs are the picture prepared as MNIST is
    picture: int | None  # the CRC-32 of the ink levels on the pad; None is no drawing
    layerKey: str  # which layer the edits of a neuron are of
    fills: bool  # whether the view fills the box it is in
    panel: Literal["matrix", "parameters", "card", "none"]  # what stands beside the picture there
    hasEdges: bool  # false before a question about them is answered
    lit: int | None  # the unit that a scene tells of
    note: str
    words: dict[str, str]
    lastEvent: int  # the serial of the last edit that was answered
