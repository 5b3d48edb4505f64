"""Worked example: the small network that appears on every page."""

from functools import cache, lru_cache

import numpy as np

from models.nn.dense import random_layer
from models.nn.network import NetworkTrace, trace_network

SEED = 16
CLASSES_SEED = 7  # of three classes, with probabilities of about 1/2, 1/4 and 1/4


@lru_cache(maxsize=256)  # the value may be any number a learner chooses
def first_network(pixel: tuple[int, int] = (0, 0), value: float = 1.0) -> NetworkTrace:
    """Return the 3×3 image 1…9, one pixel perhaps changed, through Flatten and four Dense neurons.

    Args:
        pixel: (row, column) of the changed one.
        value: its new value; by default the image counts from 1 to 9.
    """
    image = np.arange(1.0, 10.0).reshape(3, 3)
    image[pixel] = value
    return trace_network(image, (random_layer(9, 4, "relu", SEED, digits=2),))


@cache
def first_classifier() -> NetworkTrace:
    """Return the same image through the same neurons and a softmax of three classes."""
    hidden = first_network()
    layers = (hidden.dense[0].layer, random_layer(4, 3, "softmax", CLASSES_SEED, digits=2))
    return trace_network(hidden.flatten.image, layers)
