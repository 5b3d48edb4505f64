"""The lesson's batch: one digit and the same digit moved, through a real network and back."""

from dataclasses import dataclass

import numpy as np

from components.drawing.labeled_digit import scene_digit
from components.drawing.network_input import CLASSES, network_layers
from components.state.session import Session
from models.data.datasets import load_examples
from models.exercises.transforms import SIDE, shift_right
from models.explain.training_step import TrainingStep, losses_after, trace_step
from models.nn.arrays import readonly
from models.nn.backprop import LOSS_LAYER
from models.nn.dense import DenseLayer
from models.nn.network import predict, shipped_layers, trace_network

MOVES = (0, 2, 4, 6)  # pixels to the right, one per image
RATES = (0.001, 0.003, 0.01, 0.03, 0.1)  # learning rates to try
USUAL = 2  # index of the one that the update is shown with
TESTS = 1000  # test images that show what else a step does
STEPS = readonly(np.linspace(-2, 2, 201))  # added to a weight
TURNING = 1.5  # output of the neuron whose weight is turned: wheels of sizes that are easy to see


@dataclass(frozen=True, eq=False)
class Batch:
    """Four images and their step."""

    step: TrainingStep
    label: int  # of all four
    is_example: bool

    @property
    def hardest(self) -> int:
        """The index of the image with the highest loss."""
        return int(self.step.losses.argmax())

    def neuron(self, *, silent: bool = False) -> int:
        """Return a neuron of the last hidden layer, by its output for the hardest image.

        Args:
            silent: whether its output is as small as there is one, with ReLU 0; else it is one
                that turns the weighted sum about as far as its weight.
        """
        outputs = np.abs(self.step.images[self.hardest].layers[-1].inputs)
        return int(outputs.argmin() if silent else np.abs(outputs - TURNING).argmin())


@dataclass(frozen=True)
class Rate:
    """A learning rate, and what a step with it does."""

    rate: float
    losses: list[float]  # of the batch's images, after the step
    loss: float  # of the batch: their mean
    predicted: list[int]
    correct: int  # of the first TESTS test images


def current_batch(session: Session) -> Batch:
    """Return the batch of the learner's digit, or of the example while there is none."""
    digit, layers = scene_digit(session), _fitting(network_layers(session))
    label = digit.label
    if label is None:  # as long as the learner has not said which digit it is
        label = int(trace_network(digit.image, layers).outputs.argmax())
    images = [shift_right(digit.image, by) for by in MOVES]
    step = trace_step(images, [label] * len(images), layers)
    return Batch(step, label, is_example=digit.is_example)


def _fitting(layers: tuple[DenseLayer, ...]) -> tuple[DenseLayer, ...]:
    """Return a network that reads 28×28 values and ends in ten probabilities."""
    first, last = layers[0], layers[-1]
    fits = first.kernel.shape[0] == SIDE**2 and last.units == len(CLASSES)
    return layers if fits and last.activation == LOSS_LAYER else shipped_layers()


def try_rates(step: TrainingStep) -> list[Rate]:
    """Return what the step does with each of the learning rates."""
    return [_try_rate(step, rate) for rate in RATES]


def _try_rate(step: TrainingStep, rate: float) -> Rate:
    layers = step.updated(rate)
    images = np.stack([each.forward.flatten.image for each in step.images])
    losses = losses_after(step, layers)
    return Rate(
        rate=rate,
        losses=losses.tolist(),
        loss=float(losses.mean()),
        predicted=predict(images, layers).argmax(axis=1).tolist(),
        correct=correct_tests(layers),
    )


def correct_tests(layers: tuple[DenseLayer, ...]) -> int:
    """Return how many of the first test images are classified correctly."""
    test = load_examples("mnist", "test")
    predicted = predict(test.images[:TESTS] / 255, layers).argmax(axis=1)
    return int((predicted == test.labels[:TESTS]).sum())
