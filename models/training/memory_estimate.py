"""Need: how much memory a training takes, told before it begins."""

import math

from models.data.datasets import DATASETS, shape_of
from models.nn.layer_cost import FLOAT32
from models.nn.optimizers import OPTIMIZERS
from models.training.config import TrainingConfig, parameters_of

WORKER_BYTES = (
    900 << 20
)  # a worker with TensorFlow, MNIST and one compiled network: 830 MB measured
DIES_AT = 0.95  # of its memory: there a worker is ended by its nanny
SPARE = 1.3  # what was measured lies below what is counted, but not always by much


def stays(config: TrainingConfig, dataset: str = "mnist") -> int:
    """Count the bytes a run holds from its start to its end, also while others have their turn.

    Args:
        config: of the run.
        dataset: a key of ``DATASETS``.
    """
    copies = 2  # the state trained on, and the one last looked at
    remembered = 1 + OPTIMIZERS[config.optimizer].memories
    return int(SPARE * FLOAT32 * copies * remembered * parameters(config, dataset))


def passes(config: TrainingConfig, dataset: str = "mnist") -> int:
    """Count the bytes a run takes on top while it has its turn: gradients, and every output.

    Args:
        config: of the run.
        dataset: a key of ``DATASETS``.
    """
    inputs = _inputs(dataset)
    units = sum(config.hidden_units) + len(DATASETS[dataset].classes)
    judged = shape_of(dataset, "test")[0] * units
    # Forth and back, and what Dropout leaves; a batch is turned into floats first.
    times = 3 if config.dropout else 2
    learned = min(config.batch_size, shape_of(dataset, "train")[0]) * (inputs + times * units)
    return int(SPARE * FLOAT32 * (parameters(config, dataset) + judged + learned))


def of_all(configs: list[tuple[TrainingConfig, str]]) -> int:
    """Count the bytes a worker needs that trains some configs by turns.

    >>> of_all([(TrainingConfig(), "mnist")]) >> 20
    911
    """
    held = sum(stays(*each) for each in configs)
    return WORKER_BYTES + held + max((passes(*each) for each in configs), default=0)


def _inputs(dataset: str) -> int:
    _, *shape = shape_of(dataset, "train")
    return math.prod(shape)


def parameters(config: TrainingConfig, dataset: str) -> int:
    """Count what the network of a config can learn.

    Args:
        config: of the run.
        dataset: a key of ``DATASETS``.
    """
    return parameters_of(_inputs(dataset), config.hidden_units, len(DATASETS[dataset].classes))
