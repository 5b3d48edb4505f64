"""What the browser is sent of a neuron whose weights can be moved."""

from typing import TypedDict


class Payload(TypedDict):
    """An image's values, and the weights that one neuron has for them."""

    source: str  # another one starts with its own numbers
    values: list[float]  # row by row
    weights: list[float]  # as many
    columns: int
    brightest: float  # the value that is shown white
    reach: float  # the weighted sum at the gauge's end
    isOpen: bool  # whether products and sum may be seen, and weights moved
    isDrawable: bool  # whether a click puts ink on a pixel or takes it away
    words: dict[str, str]
