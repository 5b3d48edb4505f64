"""The payload of the model editor: a layer stack, and the tensors that flow through it."""

from typing import Literal, NotRequired, TypedDict

Shape = list[int | None] | None


class LayerOption(TypedDict):
    """One argument of a layer, and how it is chosen or typed."""

    name: str
    default: str
    options: NotRequired[list[str]]
    min: NotRequired[int]
    max: NotRequired[int]
    form: NotRequired[str]


class Tensor(TypedDict):
    """The tensor of one image at one position of the stack."""

    shape: Shape
    numbers: int | None
    bytes: int | None


class LayerReport(Tensor):
    """A layer's costs, and the tensor it returns."""

    state: Literal["ok", "error", "unreached"]
    parameters: int | None
    weightBytes: int | None
    multiplyAdds: int | None
    message: str
    explanation: str


class Loss(TypedDict):
    """Whether the stack's output suits the loss."""

    reached: bool
    message: str
    explanation: str


class ModelReport(TypedDict):
    """A stack as Keras built it."""

    stack: str
    input: Tensor
    layers: list[LayerReport]
    loss: Loss
    parameters: int
    weightBytes: int
    multiplyAdds: int | None
    bytes: int


class Payload(TypedDict):
    """The learner's stack, and the report of the last stack whose numbers are known."""

    stack: str
    revision: int  # increases when Python replaces the stack
    layerTypes: dict[str, list[LayerOption]]
    inputs: list[str]  # shapes that the menu offers
    maxLayers: int
    report: ModelReport | None
    status: str
    budget: int | None  # parameters that the model may have
    fills: bool
    words: dict[str, str]
