"""What the browser gets of rows of small kernels."""

from typing import TypedDict

from components.ui.wire_format import PackedNumbers


class Row(TypedDict):
    """Kernels beside each other."""

    title: str
    values: PackedNumbers  # (kernels, side, side)
    words: list[str]  # under each kernel


class Payload(TypedDict):
    """Kernels in one scale."""

    most: float  # the strongest weight of all
    side: int
    rows: list[Row]
