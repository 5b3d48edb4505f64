"""Memory estimate: how much memory a training takes, known before it starts."""

import math

from models.data.datasets import DATASETS, shape_of
from models.nn.layer_cost import FLOAT32
from models.nn.optimizers import OPTIMIZERS
from models.training.config import TrainingConfig, parameter_count

WORKER_BYTES = (
    900 << 20
)  # a worker with TensorFlow, MNIST and one compiled network: 830 MB measured
TERMINATE_FRACTION = 0.95  # of its memory: there Dask's nanny kills a worker
SAFETY_FACTOR = 1.3  # measurements lie below the estimate, but not always by much


def resident_bytes(config: TrainingConfig, dataset: str = "mnist") -> int:
    """Return the bytes a run occupies from start to end, also while other runs compute.

    Args:
        config: of the run.
        dataset: a key of ``DATASETS``.
    """
    copies = 2  # the state in training, and the last snapshot's
    arrays = 1 + OPTIMIZERS[config.optimizer].slots
    return int(SAFETY_FACTOR * FLOAT32 * copies * arrays * network_parameters(config, dataset))


def transient_bytes(config: TrainingConfig, dataset: str = "mnist") -> int:
    """Return the bytes a run takes in addition while it computes: gradients and all outputs.

    Args:
        config: of the run.
        dataset: a key of ``DATASETS``.
    """
    inputs = _inputs(dataset)
    units = sum(config.hidden_units) + len(DATASETS[dataset].classes)
    evaluated = (config.validation or shape_of(dataset, "test")[0]) * units
    # Forward, backward, and Dropout's outputs; a batch is converted to floats first.
    times = 3 if config.dropout else 2
    trained = min(config.batch_size, shape_of(dataset, "train")[0]) * (inputs + times * units)
    return int(
        SAFETY_FACTOR * FLOAT32 * (network_parameters(config, dataset) + evaluated + trained)
    )


def worker_bytes(configs: list[tuple[TrainingConfig, str]]) -> int:
    """Return the bytes a worker needs that trains some configs in turns.

    >>> worker_bytes([(TrainingConfig(), "mnist")]) >> 20
    911
    """
    resident = sum(resident_bytes(*each) for each in configs)
    return WORKER_BYTES + resident + max((transient_bytes(*each) for each in configs), default=0)


def _inputs(dataset: str) -> int:
    _, *shape = shape_of(dataset, "train")
    return math.prod(shape)


def network_parameters(config: TrainingConfig, dataset: str) -> int:
    """Return the number of parameters of a config's network.

    Args:
        config: of the run.
        dataset: a key of ``DATASETS``.
    """
    return parameter_count(_inputs(dataset), config.hidden_units, len(DATASETS[dataset].classes))
