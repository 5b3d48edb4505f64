"""Examples: the small worked example that comes back on every page."""

from functools import cache

import numpy as np

from models.dense import random_layer
from models.network import NetworkTrace, trace_network

SEED = 16


@cache
def first_network() -> NetworkTrace:
    """The 3×3 image 1…9 through Flatten and a Dense layer of four neurons."""
    image = np.arange(1.0, 10.0).reshape(3, 3)
    return trace_network(image, (random_layer(9, 4, "relu", SEED, digits=2),))
