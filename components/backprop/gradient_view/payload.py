"""The payload of the gradient view: every gradient from the logits to the image."""

from typing import TypedDict

from components.ui.wire_format import PackedNumbers


class Block(TypedDict):
    """The gradients of one layer's sums."""

    name: str
    values: PackedNumbers  # (units,)
    isLogits: bool
    digits: int


class Payload(TypedDict):
    """Every gradient from the logits to the image; the last layer's block first."""

    rows: int
    columns: int
    ink: PackedNumbers  # (rows * columns,)
    brightest: float
    inkDigits: int
    vector: PackedNumbers  # (rows * columns,)
    digits: int
    strongestIndex: int  # of the largest gradient
    blocks: list[Block]
    classes: list[str]
    label: int
    layer: str  # the first layer's fingerprint
    weightDigits: int
    cachesKernel: bool  # the kernel is large, so it is sent once
    kernel: PackedNumbers | None  # (rows * columns, units); None if the browser has it
    words: dict[str, str]
