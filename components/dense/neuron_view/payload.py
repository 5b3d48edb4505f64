"""What the browser is sent of one neuron."""

from typing import Literal, NotRequired, TypedDict


class RunningSums(TypedDict):
    """Each adds one more product, in whole units of the last digit."""

    vector: list[int]  # in the vector's order
    size: list[int]  # the largest product first


class Numbers(TypedDict):
    """A neuron's numbers; what is called ``…Units`` counts its last decimal."""

    weights: list[float]
    products: list[int]
    running: RunningSums
    bias: float
    biasUnits: int
    sum: float
    sumUnits: int
    output: float


class Curve(TypedDict):
    """An activation from ``-reach`` to ``reach``."""

    reach: float
    values: list[float]


class Answer(TypedDict):
    """What became of a blank."""

    text: str
    right: bool
    errors: int
    number: NotRequired[bool]  # false where no number was given


class Exercise(TypedDict):
    """Some terms with blanks, or a whole neuron to compute."""

    id: str
    blanks: list[str]
    progress: dict[str, Answer]
    first: int  # term
    length: int
    seed: NotRequired[int]
    numbers: NotRequired[Numbers]  # of another neuron


class Payload(TypedDict):
    """A neuron, what the learner changed of it, and the exercises on it."""

    inputs: list[float]
    order: list[int]  # indices, the largest product first
    numbers: Numbers
    sums: list[float]  # of all the layer's units
    unit: int
    digits: int
    activation: str
    elementwise: bool
    lossless: bool
    curve: Curve | None
    rows: int
    columns: int
    channels: int
    brightest: float
    inputDigits: int
    isPrepared: bool  # whether the inputs are the picture prepared as MNIST is
    picture: int | None  # the CRC-32 of the ink levels on the pad; None is no drawing
    layerKey: str  # which layer the edits are of
    neuron: str  # edits are of this one
    source: str  # another one starts its steps again
    startsAtEnd: bool
    step: int
    undo: int  # changes that can be taken back
    changes: int
    lastEvent: int  # the serial of the last one that was answered
    mode: Literal["watch", "blanks", "alone"]
    exercises: dict[str, Exercise]
    fills: bool  # whether the view fills the box it is in, and has nothing but what a scene tells
    words: dict[str, str]
