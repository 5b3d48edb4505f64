"""Golden vectors of single neurons: products and running sums in whole units, and the output."""

import numpy as np

from components.dense.neuron_view import activation_curve
from models.explain.written_sum import to_fixed_point_sum
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer, random_layer, trace_dense
from tests.js.vectors import Vectors

DIGITS = 4
FAR = (-1000, -40, -1e-9, 0, 1e-9, 40, 1000)  # sums at which an activation is of another kind


def neurons(each: int) -> Vectors:
    """Write the third neuron of random layers, so many of each activation."""
    vectors = Vectors()
    for seed in range(each):
        rng = np.random.default_rng(seed)
        for activation in ACTIVATIONS:
            inputs = rng.random(784)
            layer = random_layer(784, 5, activation, seed, digits=DIGITS)
            bias = rng.choice(FAR, 5) if seed else layer.bias
            trace = trace_dense(inputs, DenseLayer(layer.kernel, bias, activation))
            neuron, array = trace.neuron(2), vectors.array
            written = to_fixed_point_sum(neuron, DIGITS)
            curve = activation_curve(activation, neuron)
            vectors.cases.append(
                {
                    "data": {
                        "inputs": array(inputs),
                        "digits": DIGITS,
                        "activation": activation,
                        "sums": array(trace.sums),
                        "unit": 2,
                    },
                    "lossless": written.is_exact,
                    "order": array(written.order),
                    "reach": curve and curve["reach"],
                    "curve": curve and array(np.array(curve["values"])),
                    "weights": array(neuron.weights),
                    "bias": float(neuron.bias),
                    "products": array(written.products),
                    "running": array(written.running),
                    "running_by_size": array(written.running_by_size),
                    "bias_units": int(written.bias),
                    "sum_units": int(written.sum),
                    "sum": float(neuron.sum),
                    "output": float(neuron.output),
                }
            )
    return vectors
