"""Golden vectors of preparation: pad drawings, every step of theirs, and what is read of them."""

import numpy as np

from models.data.mnist_preprocessing import trace_preparation
from models.nn.network import shipped_layers, trace_network
from tests.js.drawings import drawing
from tests.js.vectors import Vectors


def prepared_drawings(count: int) -> Vectors:
    """Prepare drawings and send them through the shipped network."""
    vectors = Vectors()
    for number in range(count):
        image = drawing(number)
        trace = trace_preparation(image)
        outputs = trace_network(trace.centered, shipped_layers()).outputs
        vectors.cases.append(
            {
                "shape": image.shape,
                "image": vectors.array(image),
                "inverted": trace.inverted,
                "ink": vectors.array(trace.ink),
                "box": trace.box,
                "scaled_shape": trace.scaled.shape,
                "scaled": vectors.array(trace.scaled),
                "centered": vectors.array(trace.centered),
                "shift": trace.shift,
                "outputs": vectors.array(outputs),
                "answer": int(np.argmax(outputs)),
            }
        )
    return vectors
