"""What the browser is sent of a neuron whose bias can be moved."""

from typing import TypedDict


class Payload(TypedDict):
    """A neuron's weighted sum and its bias, where the learner begins."""

    weighted: float  # the weighted sum
    bias: float
    activation: str
    words: dict[str, str]
