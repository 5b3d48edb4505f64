"""Golden vectors of the journey: the strongest products of images through the shipped network."""

import numpy as np

from components.drawing.journey_view import COUNTS
from models.data.datasets import load_examples
from models.exercises.transforms import shift_right
from models.explain.strongest_products import strongest_products
from models.nn.network import shipped_layers, trace_network
from models.sharing.network_binary import network_bytes
from tests.js.vectors import Vectors

SHIFTS = (-6, -1, 0, 3, 6)


def journeys(count: int) -> Vectors:
    """Send test images, each moved to the side, through the shipped network."""
    vectors = Vectors()
    images = load_examples("mnist", "test").images[:count] / 255
    layers = shipped_layers()
    file = np.frombuffer(network_bytes(layers), np.uint8)
    for number, image in enumerate(images):
        shift = SHIFTS[number % len(SHIFTS)]
        trace = trace_network(shift_right(image, shift), layers)
        first, last = (
            strongest_products(dense, most) for dense, most in zip(trace.dense, COUNTS, strict=True)
        )
        vectors.cases.append(
            {
                "file": vectors.array(file) if number == 0 else None,
                "shift": shift,
                "image": vectors.array(image.reshape(-1)),
                "vector": vectors.array(trace.flatten.vector),
                "places": [
                    vectors.array(np.asarray(products.places, float)) for products in (first, last)
                ],
                "values": [vectors.array(products.values) for products in (first, last)],
            }
        )
    return vectors
