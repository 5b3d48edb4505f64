"""The payload of the kernels view: rows of small kernels."""

from typing import TypedDict

from components.ui.wire_format import PackedNumbers


class Row(TypedDict):
    """Kernels side by side."""

    title: str
    values: PackedNumbers  # (kernels, side, side)
    captions: list[str]  # under each kernel


class Payload(TypedDict):
    """Kernels in one color scale."""

    limit: float  # the weight of full color
    side: int
    rows: list[Row]
    words: dict[str, str]
