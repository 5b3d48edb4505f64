"""What the browser gets of a chain of layers and of what flows through it."""

from typing import Literal, NotRequired, TypedDict

Shape = list[int | None] | None


class Setting(TypedDict):
    """One argument of a layer, and how it is chosen or typed."""

    name: str
    default: str
    options: NotRequired[list[str]]
    least: NotRequired[int]
    most: NotRequired[int]
    form: NotRequired[str]


class Tensor(TypedDict):
    """What one image is at one place of the chain."""

    shape: Shape
    numbers: int | None
    bytes: int | None


class Joint(Tensor):
    """A layer, and the tensor that comes out of it."""

    state: Literal["ok", "error", "unreached"]
    parameters: int | None
    weightBytes: int | None
    multiplyAdds: int | None
    message: str
    explanation: str


class Loss(TypedDict):
    """Whether the chain's output suits the loss."""

    reached: bool
    message: str
    explanation: str


class Built(TypedDict):
    """A chain as Keras built it."""

    chain: str
    input: Tensor
    joints: list[Joint]
    loss: Loss
    parameters: int
    weightBytes: int
    multiplyAdds: int | None
    bytes: int


class Payload(TypedDict):
    """The learner's chain, and the last one whose numbers are known."""

    chain: str
    stamp: int
    kinds: dict[str, list[Setting]]
    inputs: list[tuple[str, str]]  # a shape, and what has it
    most: int
    built: Built | None
    status: str
    words: dict[str, str]
