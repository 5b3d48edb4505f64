"""What the browser gets of one training step for a scene."""

from typing import Literal, TypedDict

from components.ui.wire_format import PackedNumbers

SceneName = Literal[
    "batch", "forward", "loss", "slope", "gears", "still", "update", "rate",  # of one step
    "nudge", "deep", "silent",  # of backpropagation, for a weight two layers deep
]  # fmt: skip


class BatchImage(TypedDict):
    """An image of the batch, its forward pass, and its part in one weight's gradient."""

    by: int  # pixels by which it is moved to the right
    values: PackedNumbers  # (rows * columns,), from 0 to 1
    probabilities: list[float]
    loss: float
    input: float  # that the weight is multiplied by
    d_sum: float  # the gradient by the weighted sum z
    gradient: float  # by the weight: their product


class Weight(TypedDict):
    """One weight, and an image's loss over it."""

    neuron: int  # of the last hidden layer, or an index of the vector where it comes from there
    is_hidden: bool  # whether it comes from a hidden layer
    unit: int  # of the layer it leads to
    value: float
    input: float
    d_sum: float
    gradient: float  # by the chain rule
    ratios: list[float]  # of each wheel to the one before
    steps: list[float]  # added to the weight
    losses: list[float]  # of the image, after each of them


class Update(TypedDict):
    """The weight's update with the mean gradient of the batch."""

    rate: float
    gradient: float
    after: float


class Trial(TypedDict):
    """A learning rate, and what a step with it does."""

    rate: float
    losses: list[float]  # of the batch's images, after the step
    loss: float  # of the batch: their mean
    predicted: list[int]
    correct: int  # test images


class Trials(TypedDict):
    """The learning rates to try."""

    rates: list[Trial]
    usual: int  # index of the one to begin with
    tests: int  # test images
    correct: int  # of them, before the step
    parameters: int  # of the network: each is updated


class Payload(TypedDict):
    """A scene of the step, and the numbers that it shows."""

    scene: SceneName
    open: bool  # whether the answer to the scene's question may be seen
    columns: int  # of the images
    classes: list[str]
    label: int  # of all images
    chosen: int  # index of the image whose loss is followed
    images: list[BatchImage]
    loss: float  # of the batch: the mean
    weight: Weight
    update: Update
    trials: Trials | None
    words: dict[str, str]
