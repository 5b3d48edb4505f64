"""Initial weights: the very numbers that Keras draws before a training, without Keras."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.nn.arrays import Array
from models.nn.dense import DenseLayer, layer_seed

Words = NDArray[np.uint64]  # of 32 bits each
Draw = Callable[[tuple[int, int], int], Array]
ROUNDS = 10
MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
WEYL = (0x9E3779B9, 0xBB67AE85)  # added to the key after each round
SCRAMBLE = (0x3EC8F720, 0x02461E29)  # the key with which TensorFlow scrambles a seed
LOW, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
SEEDS = 2**31 - 2  # Keras takes a seed modulo this
MANTISSA, ONE = np.uint32(0x7FFFFF), np.uint32(127 << 23)


def glorot_uniform(shape: tuple[int, int], seed: int) -> Array:
    """Draw a kernel as Keras's ``GlorotUniform(seed)`` does, to the bit.

    Args:
        shape: inputs and units.
        seed: of the layer.

    Returns:
        float32, uniform between plus and minus the root of 6 / (inputs + units).
    """
    bound = np.float32(np.sqrt(6 / sum(shape)))
    inputs, units = shape
    return (_uniform(inputs * units, seed) * (bound + bound) - bound).reshape(shape)


def initial_network(
    inputs: int,
    hidden_units: tuple[int, ...],
    activation: str,
    classes: int,
    seed: int = 0,
    *,
    draw: Draw = glorot_uniform,
) -> tuple[DenseLayer, ...]:
    """Return the layers that `models.engine.keras_network.build_network` begins with.

    Args:
        inputs: pixels of an image.
        hidden_units: units of each hidden layer.
        activation: of the hidden layers.
        classes: units of the output layer, a softmax.
        seed: the config's.
        draw: draws a kernel of a shape by a layer's seed.

    >>> [layer.kernel.shape for layer in initial_network(784, (128,), "relu", 10)]
    [(784, 128), (128, 10)]
    """
    shapes = list(pairwise((inputs, *hidden_units, classes)))
    names = (*(activation for _ in hidden_units), "softmax")
    return tuple(
        DenseLayer(draw(shape, layer_seed(seed, index)), np.zeros(shape[1], np.float32), name)
        for index, (shape, name) in enumerate(zip(shapes, names, strict=True))
    )


def _uniform(count: int, seed: int) -> Array:
    """Draw numbers from 0 to 1 as TensorFlow's ``stateless_uniform`` does, (count,)."""
    first, second, third, fourth = map(int, _philox((seed % SEEDS, 0, 0, 0), SCRAMBLE))
    numbers = np.arange(-(-count // 4), dtype=np.uint64)
    words = np.stack(_philox((numbers, 0, third, fourth), (first, second)), axis=1)
    bits = words.reshape(-1)[:count].astype(np.uint32)
    return ((bits & MANTISSA) | ONE).view(np.float32) - np.float32(1)


def _philox(counter: tuple[Array | int, ...], key: tuple[int, int]) -> list[Words]:
    """Return four random words per counter: Philox 4x32-10 (Salmon et al. 2011)."""
    words: list[Words] = list(np.broadcast_arrays(*(np.uint64(word) for word in counter)))
    for turn in range(ROUNDS):
        left, right = (
            np.uint64((part + turn * add) & 0xFFFFFFFF) for part, add in zip(key, WEYL, strict=True)
        )
        first, third = MULTIPLIERS[0] * words[0], MULTIPLIERS[1] * words[2]
        words = [
            (third >> HALF) ^ words[1] ^ left,
            third & LOW,
            (first >> HALF) ^ words[3] ^ right,
            first & LOW,
        ]
    return words
