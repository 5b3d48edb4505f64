"""What the browser gets of a gradient's way back."""

from typing import TypedDict

from components.ui.wire_format import PackedNumbers


class Block(TypedDict):
    """The gradients of one layer's sums."""

    name: str
    values: PackedNumbers  # (units,)
    logits: bool
    digits: int
    gated: bool


class Payload(TypedDict):
    """Every gradient from the logits to the image; the last layer's block first."""

    rows: int
    columns: int
    ink: PackedNumbers  # (rows * columns,)
    brightest: float
    inkDigits: int
    vector: PackedNumbers  # (rows * columns,)
    digits: int
    first: int  # the index of the largest gradient
    blocks: list[Block]
    classes: list[str]
    label: int
    layer: str  # the first layer's fingerprint
    weightDigits: int
    large: bool
    kernel: PackedNumbers | None  # (rows * columns, units); None where the browser has it
