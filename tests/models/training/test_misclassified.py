"""The images a network gets wrong, against what Keras says of each."""

import keras
import numpy as np
import pytest

from models.data.datasets import Dataset, Examples, load
from models.engine.keras_network import compiled_network
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer
from models.nn.network import shipped_layers
from models.training.misclassified import confusion_cell, highest_loss


@pytest.fixture(scope="module")
def mnist() -> Dataset:
    return load("mnist")


@pytest.fixture(scope="module")
def keras_says(mnist) -> np.ndarray:
    network = compiled_network(shipped_layers(), (28, 28))
    return network.predict(mnist.test.images / np.float32(255), verbose=0)


def test_the_most_wrong_images_are_those_keras_loses_most_on(mnist, keras_says):
    losses = keras.losses.sparse_categorical_crossentropy(mnist.test.labels, keras_says).numpy()
    found = highest_loss(mnist.test, shipped_layers())
    assert len(found) == 24
    assert (np.diff(found.loss) <= 0).all()
    clear = losses < 15  # Keras cuts a probability off at 1e-7
    np.testing.assert_allclose(
        found.loss[clear[found.indices]], losses[found.indices][clear[found.indices]], rtol=1e-3
    )
    assert np.sort(losses)[-25] <= found.loss[-1] + 1e-3
    np.testing.assert_array_equal(found.labels, mnist.test.labels[found.indices])
    np.testing.assert_array_equal(found.predicted, keras_says[found.indices].argmax(axis=1))
    np.testing.assert_allclose(found.probability, keras_says[found.indices].max(axis=1), atol=1e-4)


def test_the_cells_of_the_confusion_matrix_hold_every_validation_image_once(mnist, keras_says):
    predicted = keras_says.argmax(axis=1)
    found = confusion_cell(mnist.test, shipped_layers(), 4, 9)
    expected = np.flatnonzero((mnist.test.labels == 4) & (predicted == 9))
    np.testing.assert_array_equal(np.sort(found.indices), expected)
    assert (np.diff(found.loss) <= 0).all()
    row = [confusion_cell(mnist.test, shipped_layers(), 4, column).indices for column in range(10)]
    np.testing.assert_array_equal(
        np.sort(np.concatenate(row)), np.flatnonzero(mnist.test.labels == 4)
    )


def test_a_cell_nobody_is_in_is_empty(mnist):
    assert len(confusion_cell(mnist.test, shipped_layers(), 1, 0)) == 0


@pytest.mark.parametrize("cell", [(-1, 0), (0, 10)])
def test_a_class_there_is_not_is_refused(mnist, cell):
    with pytest.raises(ValueError, match="a class goes from 0 to 9"):
        confusion_cell(mnist.test, shipped_layers(), *cell)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_fewer_images_than_asked_for_are_all_given(activation):
    random = np.random.default_rng(0)
    examples = Examples(random.random((5, 3, 4)), np.array([0, 1, 2, 0, 1], np.uint8))
    layers = (
        DenseLayer(random.normal(size=(12, 6)), random.normal(size=6), activation),
        DenseLayer(random.normal(size=(6, 3)), random.normal(size=3), "softmax"),
    )
    found = highest_loss(examples, layers)
    assert sorted(found.indices) == [0, 1, 2, 3, 4]
    np.testing.assert_allclose(found.loss, -np.log(found.true_probability))
