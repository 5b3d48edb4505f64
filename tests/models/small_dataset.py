"""A few images of MNIST, for trainings that shall take a moment."""

from models.data.datasets import Dataset, Examples, load


def few(training: int, validation: int) -> Dataset:
    """Take so many of MNIST's first training and test images."""
    mnist = load("mnist")
    return Dataset(
        Examples(mnist.train.images[:training], mnist.train.labels[:training]),
        Examples(mnist.test.images[:validation], mnist.test.labels[:validation]),
        mnist.classes,
    )
