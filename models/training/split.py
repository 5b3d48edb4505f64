"""Split: which images a network is trained on, and which it is evaluated on meanwhile."""

from functools import lru_cache

from models.data.datasets import Dataset, Examples, shape_of
from models.training.config import TrainingConfig


def split(dataset: Dataset, config: TrainingConfig) -> tuple[Examples, Examples]:
    """Return the images a config trains on, and those it evaluates on; nothing is copied.

    Args:
        dataset: its last training images are the validation images.
        config: how many of each; with no validation images it evaluates on the test images.

    Raises:
        ValueError: the config asks for more images than the dataset has.
    """
    return _split(dataset, config.images(dataset), config.validation)


def evaluated_part(dataset: str, config: TrainingConfig) -> tuple[str, int]:
    """Return where the images lie that a config evaluates on, without reading them.

    Args:
        dataset: a key of ``DATASETS``.
        config: of the run.

    Returns:
        A part's name, as of `load_examples`, and the index of the first image in it.

    >>> evaluated_part("mnist", TrainingConfig(validation=10_000))
    ('train', 50000)
    """
    if not config.validation:
        return "test", 0
    return "train", shape_of(dataset, "train")[0] - config.validation


# The same objects each time, since the engine keeps the tensors of examples by their identity.
@lru_cache(maxsize=8)
def _split(dataset: Dataset, images: int, validation: int) -> tuple[Examples, Examples]:
    train = dataset.train
    trained = Examples(train.images[:images], train.labels[:images])
    if not validation:
        return trained, dataset.test
    return trained, Examples(train.images[-validation:], train.labels[-validation:])
