"""What the browser gets of a network, and of the place a learner looks at more closely."""

from typing import NotRequired, TypedDict

from components.ui.wire_format import PackedNumbers


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
    """One unit's whole sum; its weights only where the browser has them not yet."""

    layer: int
    unit: int
    mark: str
    products: PackedNumbers  # (inputs,)
    added: float
    bias: float
    sum: float
    output: float
    sum_digits: NotRequired[int | None]
    weights: NotRequired[PackedNumbers]  # (inputs,)
    outgoing: NotRequired[PackedNumbers | None]  # (units of the next layer,)
    sent: NotRequired[PackedNumbers]  # (units of the next layer,)
    term: NotRequired[Term]


# By a call, as "for" is a word of Python's.
Evidence = TypedDict(
    "Evidence",
    {
        "one": int,
        "other": int,
        "asked": tuple[int, int],
        "problem": NotRequired[str],
        "pixels": NotRequired[PackedNumbers],
        "counts": NotRequired[tuple[int, int]],
        "for": NotRequired[float],
        "against": NotRequired[float],
        "biases": NotRequired[float],
        "logits": NotRequired[list[float]],
        "difference": NotRequired[float],
    },
)


class Place(TypedDict):
    """Where the learner looks: nothing, a layer and unit, or a term of it; or a pair of classes."""

    zoom: list[int]
    evidence: tuple[int, int] | None


class Payload(TypedDict):
    """Every value of every column, and the numbers of one place."""

    rows: int
    columns: int
    classes: list[str]
    answer: str
    vector: PackedNumbers  # (rows * columns,)
    hidden: list[HiddenLayer]
    softmax: Softmax
    place: Place
    unit: NotRequired[Unit]
    evidence: NotRequired[Evidence]
