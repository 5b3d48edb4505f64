"""Config: the hyperparameters of a training, complete before it starts."""

from dataclasses import dataclass
from typing import Any

from models.config.parsers import integer_in, number_in, to_float
from models.data.datasets import Dataset
from models.data.input_encoding import ENCODINGS
from models.nn.activations import ACTIVATIONS
from models.nn.layer_cost import dense_costs
from models.nn.optimizers import OPTIMIZERS

MAX_LAYERS, MAX_UNITS = 4, 4096
TRAIN_SIZE = 60_000  # images of the dataset's training part
LESSON_VALIDATION = 10_000  # of them the lesson keeps apart for validation
SNAPSHOTS_PER_EPOCH = 10  # an epoch of fewer batches has one per batch
EVALUATE_EVERY = 2  # every second snapshot of the lesson is evaluated


@dataclass(frozen=True)
class TrainingConfig:
    """A network and its hyperparameters; any impossible value is a ``ValueError`` in a sentence.

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
    examples: int | None = None  # the first so many training images; None is all of them
    validation: int = 0
    """How many of the last training images are kept apart, never trained on, and evaluated on
    instead of the test images; 0 trains on all 60,000 and evaluates on the test images."""
    seed: int = 0
    l2: float = 0.0  # times the sum of every kernel's squares is added to the loss, as in Keras
    dropout: float = 0.0  # fraction of each hidden layer's outputs set to 0 in training
    frozen: tuple[int, ...] = ()  # indices of Dense layers that are not trained; 0 is the first
    pixels: str = "scaled"  # a key of ENCODINGS: how the network reads images

    def __post_init__(self) -> None:
        if not isinstance(self.hidden_units, tuple | list):
            raise ValueError(f"hidden units are a list of numbers, got {self.hidden_units!r}")
        if len(self.hidden_units) > MAX_LAYERS:
            raise ValueError(
                f"a network has at most {MAX_LAYERS} hidden layers here, "
                f"got {len(self.hidden_units)}"
            )
        units = tuple(
            integer_in("a hidden layer's number of units", each, 1, MAX_UNITS)
            for each in self.hidden_units
        )
        self._set("hidden_units", units)
        self._set("epochs", integer_in("the number of epochs", self.epochs, 1, 100))
        self._set("batch_size", integer_in("the batch size", self.batch_size, 1, 10_000))
        self._set("seed", integer_in("the seed", self.seed, 0, 2**31 - 1))
        self._set_split()
        self._set("learning_rate", _learning_rate(self.learning_rate))
        self._set("l2", number_in("the L2 strength", self.l2, 0, 1))
        self._set("dropout", number_in("the dropout share", self.dropout, 0, 0.95))
        self._set("frozen", _layer_indices(self.frozen, len(units) + 1))
        _check_choice("activation", self.activation, ACTIVATIONS)
        _check_choice("optimizer", self.optimizer, OPTIMIZERS)
        _check_choice("way to read pixels", self.pixels, ENCODINGS)

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _set_split(self) -> None:
        validation = integer_in("the number of validation images", self.validation, 0, TRAIN_SIZE)
        available = TRAIN_SIZE - validation
        if available < 1:
            raise ValueError(f"{validation:,} validation images leave none to train on")
        self._set("validation", validation)
        if self.examples is None:
            return
        examples = integer_in("the number of examples", self.examples, 1, TRAIN_SIZE)
        if examples > available:
            raise ValueError(
                f"{validation:,} validation images leave {available:,} to train on, "
                f"not {examples:,}"
            )
        self._set("examples", None if examples == available else examples)  # one spelling

    def images(self, dataset: Dataset) -> int:
        """Return the number of training images of an epoch.

        Raises:
            ValueError: the config asks for more than the dataset has.
        """
        return self.images_of(len(dataset.train.images))

    def images_of(self, size: int) -> int:
        """Return the number of training images of an epoch.

        Args:
            size: images of the dataset's training part, validation images included.

        Raises:
            ValueError: the config asks for more than there are.
        """
        available = size - self.validation
        if max(1, self.examples or 0) > available:
            raise ValueError(
                f"this training asks for {self.examples or 'some'} examples"
                f"{f' and {self.validation} validation images' * bool(self.validation)}, "
                f"there are {size}"
            )
        return available if self.examples is None else self.examples

    def batches(self, dataset: Dataset) -> int:
        """Return the number of batches of an epoch; the last one may be smaller."""
        return self.batches_of(len(dataset.train.images))

    def batches_of(self, size: int) -> int:
        """Return the number of batches of an epoch, of a dataset with so many training images."""
        return -(-self.images_of(size) // self.batch_size)

    def steps(self, dataset: Dataset) -> int:
        """Return the number of batches of the whole training."""
        return self.epochs * self.batches(dataset)


def lesson_config(**settings: Any) -> TrainingConfig:
    """Return a config whose defaults are the lesson's: it evaluates on validation images.

    >>> lesson_config().validation, lesson_config(validation=0) == TrainingConfig()
    (10000, True)
    """
    defaults: dict[str, Any] = {"validation": LESSON_VALIDATION}
    return TrainingConfig(**defaults | settings)


def parameter_count(inputs: int, hidden_units: tuple[int, ...], classes: int) -> int:
    """Return the number of parameters of a network of Dense layers.

    >>> parameter_count(784, (128,), 10)
    101770
    """
    return sum(cost.parameters for cost in dense_costs((inputs, *hidden_units, classes)))


def _learning_rate(value: Any) -> float:
    rate = to_float("the learning rate", value)
    if not 0 < rate <= 100:  # also False for NaN
        raise ValueError(f"the learning rate is above 0 and at most 100, got {value}")
    return rate


def _layer_indices(value: object, layers: int) -> tuple[int, ...]:
    if not isinstance(value, tuple | list):
        raise ValueError(f"frozen layers are a list of places, got {value!r}")
    indices = {integer_in("a frozen layer's place", each, 0, layers - 1) for each in value}
    return tuple(sorted(indices))


def _check_choice(what: str, name: object, table: dict) -> None:
    if not isinstance(name, str) or name not in table:
        raise ValueError(f"no {what} is called {name!r}; there are {', '.join(table)}")
