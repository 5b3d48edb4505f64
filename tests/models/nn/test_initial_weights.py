"""Initial weights: bit for bit those of Keras."""

import numpy as np
import pytest

from models.nn.initial_weights import glorot_uniform, initial_network
from models.training.config import TrainingConfig


@pytest.mark.parametrize("seed", [0, 1, 2**31 - 3, 2**31 - 2, 2**31 + 5, 3_999_999_000])
@pytest.mark.parametrize("shape", [(784, 32), (5, 3), (1, 1)])
def test_a_kernel_is_the_one_that_keras_draws(shape, seed):
    keras = pytest.importorskip("keras")
    drawn = keras.ops.convert_to_numpy(keras.initializers.GlorotUniform(seed=seed)(shape))
    ours = glorot_uniform(shape, seed)
    assert ours.dtype == drawn.dtype
    np.testing.assert_array_equal(ours, drawn)


@pytest.mark.parametrize("hidden", [(), (128,), (64, 32)])
def test_a_network_begins_as_a_training_of_the_same_seed_does(hidden):
    engine = pytest.importorskip("models.engine.keras_network")
    seed = TrainingConfig(seed=2**31 - 1).seed
    keras_layers = engine.initial_layers(784, hidden, "tanh", 10, seed=seed)
    for ours, theirs in zip(
        initial_network(784, hidden, "tanh", 10, seed), keras_layers, strict=True
    ):
        np.testing.assert_array_equal(ours.kernel, theirs.kernel)
        np.testing.assert_array_equal(ours.bias, theirs.bias)
        assert ours.activation == theirs.activation
