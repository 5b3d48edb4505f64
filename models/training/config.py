"""Config: what to train and how, complete before it starts."""

from dataclasses import dataclass
from numbers import Integral, Real

from models.data.datasets import Dataset
from models.data.input_encoding import PIXELS
from models.nn.activations import ACTIVATIONS
from models.nn.layer_cost import dense_bills
from models.nn.optimizers import OPTIMIZERS

MOST_LAYERS, MOST_UNITS = 4, 4096
ALL = 60_000  # training images
SNAPSHOTS_PER_EPOCH = 10  # snapshots; an epoch of fewer batches has one a batch
EVALUATE_EVERY = 2  # of the lesson's snapshots every second one is judged on the held-out images


@dataclass(frozen=True)
class TrainingConfig:
    """A network and how it shall learn; any impossible setting is a ``ValueError`` in a sentence.

    Plain data only, so ``dataclasses.asdict`` and ``TrainingConfig(**settings)`` carry it anywhere.

    >>> TrainingConfig(hidden_units=(64, 32), optimizer="sgd").epochs
    5
    """

    hidden_units: tuple[int, ...] = (128,)  # () is Flatten→Dense(classes)
    activation: str = "relu"  # of the hidden layers; the last is a softmax
    epochs: int = 5
    batch_size: int = 128  # images
    learning_rate: float = 1e-3
    optimizer: str = "adam"  # a key of OPTIMIZERS
    examples: int | None = None  # the first so many training images; None is all 60,000
    seed: int = 0
    l2: float = 0.0  # times the sum of every kernel's squares is added to the loss, as in Keras
    dropout: float = 0.0  # share of each hidden layer's outputs set to 0 while learning
    frozen: tuple[int, ...] = ()  # places of Dense layers that learn nothing; 0 is the first
    pixels: str = "scaled"  # a key of PIXELS: how the network reads pictures

    def __post_init__(self) -> None:
        if not isinstance(self.hidden_units, tuple | list):
            raise ValueError(f"hidden units are a list of numbers, got {self.hidden_units!r}")
        if len(self.hidden_units) > MOST_LAYERS:
            raise ValueError(
                f"a network has at most {MOST_LAYERS} hidden layers here, "
                f"got {len(self.hidden_units)}"
            )
        units = tuple(
            _whole("a hidden layer's number of units", each, 1, MOST_UNITS)
            for each in self.hidden_units
        )
        self._set("hidden_units", units)
        self._set("epochs", _whole("the number of epochs", self.epochs, 1, 100))
        self._set("batch_size", _whole("the batch size", self.batch_size, 1, 10_000))
        self._set("seed", _whole("the seed", self.seed, 0, 2**31 - 1))
        if self.examples is not None:
            examples = _whole("the number of examples", self.examples, 1, ALL)
            self._set("examples", None if examples == ALL else examples)  # one way to say it
        self._set("learning_rate", _rate(self.learning_rate))
        self._set("l2", _number("the L2 strength", self.l2, 0, 1))
        self._set("dropout", _number("the dropout share", self.dropout, 0, 0.95))
        self._set("frozen", _places(self.frozen, len(units) + 1))
        _one_of("activation", self.activation, ACTIVATIONS)
        _one_of("optimizer", self.optimizer, OPTIMIZERS)
        _one_of("way to read pixels", self.pixels, PIXELS)

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def images(self, dataset: Dataset) -> int:
        """Say how many training images an epoch shows.

        Raises:
            ValueError: the training asks for more than the dataset has.
        """
        there = len(dataset.train.images)
        if (self.examples or 0) > there:
            raise ValueError(f"this training asks for {self.examples} examples, there are {there}")
        return there if self.examples is None else self.examples

    def batches(self, dataset: Dataset) -> int:
        """Say how many batches an epoch has; the last one may be smaller."""
        return -(-self.images(dataset) // self.batch_size)

    def steps(self, dataset: Dataset) -> int:
        """Say how many batches the whole training has."""
        return self.epochs * self.batches(dataset)


def parameters_of(inputs: int, hidden_units: tuple[int, ...], classes: int) -> int:
    """Count what a network of Dense layers can learn.

    >>> parameters_of(784, (128,), 10)
    101770
    """
    return sum(bill.parameters for bill in dense_bills((inputs, *hidden_units, classes)))


def _whole(what: str, value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError(f"{what} is a whole number, got {value!r}")
    if not least <= value <= most:
        raise ValueError(f"{what} goes from {least:,} to {most:,}, got {value}")
    return int(value)


def _rate(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"the learning rate is a number, got {value!r}")
    if not 0 < value <= 100:  # also False for NaN
        raise ValueError(f"the learning rate is above 0 and at most 100, got {value}")
    return float(value)


def _number(what: str, value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{what} is a number, got {value!r}")
    if not least <= value <= most:  # also False for NaN
        raise ValueError(f"{what} goes from {least} to {most}, got {value}")
    return float(value)


def _places(value: object, layers: int) -> tuple[int, ...]:
    if not isinstance(value, tuple | list):
        raise ValueError(f"frozen layers are a list of places, got {value!r}")
    places = {_whole("a frozen layer's place", each, 0, layers - 1) for each in value}
    return tuple(sorted(places))


def _one_of(what: str, name: object, table: dict) -> None:
    if not isinstance(name, str) or name not in table:
        raise ValueError(f"no {what} is called {name!r}; there are {', '.join(table)}")
