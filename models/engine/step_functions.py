"""Step functions: training, evaluation and tracing, compiled once per architecture."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import keras

from models.engine.evaluation_step import EvaluationStep
from models.engine.network_spec import NetworkSpec
from models.engine.training_step import TrainingStep
from models.engine.xla import XlaFunction
from models.nn.activations import ACTIVATIONS
from models.nn.optimizers import OPTIMIZERS

MAX_PROGRAMS = 16  # architectures whose programs are cached, about 18 MB each


class StepFunctions(NamedTuple):
    """The functions that do the work, two of them XLA programs; see their docstrings."""

    train: XlaFunction
    evaluate: XlaFunction
    trace: Callable


@lru_cache(maxsize=MAX_PROGRAMS)
def build_step_functions(
    optimizer: str,
    activation: str,
    hidden_units: tuple[int, ...],
    *,
    has_dropout: bool,
    divisor: int = 255,
) -> StepFunctions:
    """Build the step functions of one architecture.

    Data, order, weights, slots and hyperparameters are arguments instead of captured, so one
    compilation (0.6 s) serves every later training of the same architecture.

    Args:
        optimizer: a key of ``OPTIMIZERS``.
        activation: of the hidden layers, a key of ``ACTIVATIONS``.
        hidden_units: units of each hidden layer; a cache entry each, so that old ones are evicted.
        has_dropout: whether there are Dropout layers.
        divisor: integer gray levels are divided by it; floats are not.
    """
    network = NetworkSpec(
        hidden=len(hidden_units),
        activate=keras.activations.get(activation),
        flat_region=ACTIVATIONS[activation].flat_region,
        has_dropout=has_dropout,
        divisor=divisor,
    )
    step = TrainingStep(network, OPTIMIZERS[optimizer].update)
    evaluation = EvaluationStep(network)
    return StepFunctions(XlaFunction(step.train), XlaFunction(evaluation.evaluate), step.trace)
