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


def stays(plan: TrainingConfig, dataset: str = "mnist") -> int:
    """Count the bytes a run holds from its start to its end, also while others have their turn.

    Args:
        plan: of the run.
        dataset: a key of ``DATASETS``.
    """
    copies = 2  # the state trained on, and the one last looked at
    remembered = 1 + OPTIMIZERS[plan.optimizer].memories
    return int(SPARE * FLOAT32 * copies * remembered * parameters(plan, dataset))


def passes(plan: TrainingConfig, dataset: str = "mnist") -> int:
    """Count the bytes a run takes on top while it has its turn: gradients, and every output.

    Args:
        plan: of the run.
        dataset: a key of ``DATASETS``.
    """
    inputs = _inputs(dataset)
    units = sum(plan.hidden_units) + len(DATASETS[dataset].classes)
    judged = shape_of(dataset, "test")[0] * units
    # Forth and back, and what Dropout leaves; a batch is turned into floats first.
    times = 3 if plan.dropout else 2
    learned = min(plan.batch_size, shape_of(dataset, "train")[0]) * (inputs + times * units)
    return int(SPARE * FLOAT32 * (parameters(plan, dataset) + judged + learned))


def of_all(plans: list[tuple[TrainingConfig, str]]) -> int:
    """Count the bytes a worker needs that trains some plans by turns.

    >>> of_all([(TrainingConfig(), "mnist")]) >> 20
    911
    """
    held = sum(stays(*each) for each in plans)
    return WORKER_BYTES + held + max((passes(*each) for each in plans), default=0)


def _inputs(dataset: str) -> int:
    _, *shape = shape_of(dataset, "train")
    return math.prod(shape)


def parameters(plan: TrainingConfig, dataset: str) -> int:
    """Count what the network of a plan can learn.

    Args:
        plan: of the run.
        dataset: a key of ``DATASETS``.
    """
    return parameters_of(_inputs(dataset), plan.hidden_units, len(DATASETS[dataset].classes))
