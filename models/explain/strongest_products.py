"""Strongest products: which connections carry most of an image through a Dense layer."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array
from models.nn.dense import DenseTrace


@dataclass(frozen=True)
class Products:
    """Some of a layer's products, input times weight, the strongest first."""

    places: Array  # (count,) of integers: input * units + unit
    values: Array  # (count,)


def strongest_products(dense: DenseTrace, count: int) -> Products:
    """Return the products of a layer that are largest in size; of equals, the first.

    Args:
        dense: the layer's trace.
        count: how many, at most; products of zero are left out.

    >>> from models.nn.dense import DenseLayer, trace_dense
    >>> layer = DenseLayer(np.array([[1.0, -4.0], [0.5, 2.0]]), np.zeros(2), "linear")
    >>> strongest_products(trace_dense(np.array([1.0, 3.0]), layer), 2)
    Products(places=array([3, 1]), values=array([ 6., -4.]))
    """
    products = (dense.inputs[:, np.newaxis] * dense.layer.kernel).reshape(-1)
    places = np.argsort(-np.abs(products), kind="stable")[:count]
    places = places[products[places] != 0]
    return Products(places, products[places])
