"""What the browser is sent of two layers that may be one."""

from typing import TypedDict


class Layer(TypedDict):
    """A Dense layer of one input and several neurons, or of several inputs and one neuron."""

    kernel: list[float]
    bias: list[float]


class Payload(TypedDict):
    """A network of one input, some hidden neurons and one output."""

    hidden: Layer
    output: Layer
    words: dict[str, str]
