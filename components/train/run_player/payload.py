"""What the browser gets of a run."""

from typing import TypedDict

Values = list[float | None]  # None is no number


class Spread(TypedDict):
    """A histogram from ``low`` to ``high``."""

    counts: list[int]
    low: float
    high: float


class LayerFrame(TypedDict):
    """A layer at one step."""

    units: int
    shown: int  # units whose weights are recorded
    inputs: int
    pictures: str  # base64, a byte a weight, 128 is 0
    scale: float
    gradient: float | None
    dead: float
    saturated: float
    weights: Spread
    activations: Spread


class Frame(TypedDict):
    """The network at one step."""

    step: int
    epoch: int
    over: int  # batches whose mean the training loss is
    judged: int  # the step of the held-out numbers
    numbers: Values  # loss, accuracy, held-out loss, held-out accuracy
    confusion: list[int]
    shape: list[int]
    layers: list[LayerFrame]


class Curves(TypedDict):
    """Loss and accuracy by step."""

    step: list[int]
    held_out_step: list[int]
    loss: Values
    accuracy: Values
    held_out_loss: Values
    held_out_accuracy: Values


class OtherRun(TypedDict):
    """Another run's curves, to compare."""

    name: str
    steps: list[float]  # on this run's axis
    heldSteps: list[float]
    loss: Values
    accuracy: Values
    held_out_loss: Values
    held_out_accuracy: Values


class Axis(TypedDict):
    """Where the curves' axis ends."""

    total: int
    epochs: float


class Levels(TypedDict):
    """A unit's weights."""

    levels: str  # base64, a byte a weight, 128 is 0
    scale: float


class ChosenUnit(TypedDict):
    """A unit of which no frame has a picture."""

    layer: int
    unit: int
    pictures: dict[str, Levels]  # by step


class Payload(TypedDict):
    """A run as far as it is recorded; frames are sent once."""

    run: str
    live: bool
    began: int
    firstEpoch: float
    total: int
    trained: int
    reach: int
    epochs: int
    axis: Axis
    history: Curves
    others: list[OtherRun]
    looks: list[int]
    steps: list[int]
    frames: list[Frame]
    answers: dict[str, Values]  # by step
    unit: ChosenUnit | None
    drawing: str | None  # base64, (28, 28)
    words: dict[str, str]
