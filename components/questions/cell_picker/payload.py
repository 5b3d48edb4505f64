"""What the browser gets of a table to choose a cell of."""

from typing import TypedDict


class Payload(TypedDict):
    """A table of numbers, or a picture."""

    rows: int
    columns: int
    values: list[float]
    brightest: float | None  # None shows numbers alone
    digits: int
    label: str
    words: dict[str, str]
    chosen: list[int] | None  # row, column
