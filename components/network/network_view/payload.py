"""What the browser gets of a network, and of what a learner has opened in it."""

from typing import NotRequired, TypedDict

from components.ui.wire_format import BrowserNetwork, PackedNumbers


class HiddenLayer(TypedDict):
    """A hidden layer's outputs."""

    outputs: PackedNumbers  # (units,)
    units: int
    activation: str


class Softmax(TypedDict):
    """Softmax step by step."""

    logits: list[float]
    largest: float
    shifted: list[float]
    powers: list[float]
    total: float
    shares: list[float]


class Term(TypedDict):
    """One multiplication, and where it enters the running sum."""

    input: int
    value: float
    weight: float
    product: float
    before: float
    after: float
    running: PackedNumbers  # (inputs,)


class Unit(TypedDict):
    """One unit's whole sum; its weights only where the browser has not stored them."""

    layer: int
    unit: int
    weights_id: str
    products: PackedNumbers  # (inputs,)
    products_sum: float
    bias: float
    sum: float
    output: float
    sum_digits: NotRequired[int]
    weights: NotRequired[PackedNumbers]  # (inputs,)
    outgoing: NotRequired[PackedNumbers | None]  # (units of the next layer,)
    sent: NotRequired[PackedNumbers]  # (units of the next layer,)
    term: NotRequired[Term]


class Evidence(TypedDict):
    """The evidence of each pixel for one class and against another, or why there is none."""

    one: int
    other: int
    requested: tuple[int, int]
    mixing: NotRequired[str]  # the activation that mixes a hidden layer's neurons
    pixels: NotRequired[PackedNumbers]  # (rows * columns,)
    counts: NotRequired[tuple[int, int]]  # of the pixels for and against
    favoring: NotRequired[float]  # the sum of the pixels that speak for `one`
    opposing: NotRequired[float]
    biases: NotRequired[float]
    logits: NotRequired[tuple[float, float]]  # whose difference it is
    difference: NotRequired[float]


class Selection(TypedDict):
    """What is open: nothing, a layer and unit, or a term of it; or the evidence of two classes."""

    zoom: list[int]
    evidence: tuple[int, int] | None


class Payload(TypedDict):
    """Every value of every column, and the numbers of what is open."""

    rows: int
    columns: int
    classes: list[str]
    answer: str
    vector: PackedNumbers  # (rows * columns,)
    hidden: list[HiddenLayer]
    softmax: Softmax
    selection: Selection
    network: BrowserNetwork | None  # None where Python alone computes
    words: dict[str, str]
    unit: NotRequired[Unit]
    evidence: NotRequired[Evidence]
