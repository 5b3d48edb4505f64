"""The payload of the run player: what is recorded of a run."""

from typing import Literal, TypedDict

SceneName = Literal["random", "loss", "train", "epoch", "rewind", "split", "confusion", "explore"]
Values = list[float | None]  # None is a value that is not a number


class Histogram(TypedDict):
    """Counts in equal bins from ``low`` to ``high``."""

    counts: list[int]
    low: float
    high: float


class LayerFrame(TypedDict):
    """A layer at one step."""

    units: int
    recordedUnits: int  # units whose weights are recorded
    inputs: int
    pictures: str  # base64, one byte per weight, 128 is 0
    scale: float
    gradient: float | None
    dead: float
    saturated: float
    weights: Histogram
    activations: Histogram


class Frame(TypedDict):
    """The network at one step."""

    step: int
    epoch: int
    averagedBatches: int  # that the training metrics average; 0 for the untrained network
    validationStep: int  # at which the validation metrics were evaluated
    metrics: Values  # loss, accuracy, validation loss, validation accuracy
    confusion: list[int]
    prediction: Values | None  # for the image that was the learner's digit when the run began
    shape: list[int]
    layers: list[LayerFrame]


class Curves(TypedDict):
    """Loss and accuracy by step."""

    step: list[int]
    validation_step: list[int]
    loss: Values
    accuracy: Values
    validation_loss: Values
    validation_accuracy: Values


class OtherRun(TypedDict):
    """Another run's curves, to compare."""

    name: str
    steps: list[float]  # on this run's axis
    validationSteps: list[float]
    loss: Values
    accuracy: Values
    validation_loss: Values
    validation_accuracy: Values


class Axis(TypedDict):
    """Where the curves' axis ends."""

    totalSteps: int
    epochs: float


class Levels(TypedDict):
    """A unit's weights."""

    levels: str  # base64, one byte per weight, 128 is 0
    scale: float


class ChosenUnit(TypedDict):
    """A unit of which no frame has a picture."""

    layer: int
    unit: int
    pictures: dict[str, Levels]  # by step


class Drawing(TypedDict):
    """The digit whose predictions are shown."""

    pixels: str  # base64, (28, 28)
    digit: int | None  # which it is, as far as the learner or MNIST has said
    isProbe: bool  # whether the frames have its predictions
    isExample: bool  # whether it is MNIST's, as nothing is drawn


class Mistake(TypedDict):
    """A validation image and the network's prediction for it."""

    pixels: str  # base64, (28, 28)
    index: int
    label: int
    predicted: int
    probability: float  # of the predicted class
    is_taken: bool  # whether it is on the learner's pad


class Mistakes(TypedDict):
    """Images of a cell of the confusion matrix, or the most wrong of all."""

    step: int
    true: int | None  # None where they are of all cells
    predicted: int | None
    count: int | None  # None while they are looked up
    images: list[Mistake]  # the first ones


class Split(TypedDict):
    """How many images there are for each purpose."""

    training: int
    validation: int
    test: int
    isOpened: bool  # whether the learner has opened the test images
    testAccuracy: float | None  # None while it is not known


class Payload(TypedDict):
    """A run as far as it is recorded; each frame is sent once."""

    scene: SceneName
    fills: bool  # whether it fills the box it is in
    open: bool  # whether the answer to the scene's question may be seen
    run: str
    isRunning: bool
    startStep: int
    startEpoch: float
    totalSteps: int
    trainedSteps: int
    lastStep: int  # that can be shown: of a paused run also ahead of the training
    epochs: int
    images: int  # of an epoch
    batchSize: int
    axis: Axis
    history: Curves
    otherRuns: list[OtherRun]
    recordedSteps: list[int]
    availableSteps: list[int]
    frames: list[Frame]
    predictions: dict[str, Values]  # for the drawing, by step
    unit: ChosenUnit | None
    drawing: Drawing | None
    mistakes: Mistakes | None
    split: Split
    words: dict[str, str]
