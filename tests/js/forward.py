"""Golden vectors of forward passes: random layers, and the shipped network on test images."""

from typing import Any

import numpy as np

from models.data.datasets import load_examples
from models.explain.attribution import trace_attribution
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.flatten import ORDERS, trace_flatten
from models.nn.network import NetworkTrace, shipped_layers, trace_network
from models.nn.softmax import trace_softmax
from tests.js.vectors import Vectors

SCALES = (0.0, 0.1, 1.0, 9.0, 255.0)  # of an image's values; of the last, activations saturate


def random_networks(count: int) -> Vectors:
    """Send random images of every kind through random layers of every activation."""
    vectors = Vectors()
    for number in range(count):
        rng = np.random.default_rng([number, 18])
        image = _random_image(rng)
        activations = [*ACTIVATIONS][number % len(ACTIVATIONS) :]
        trace = trace_network(image, _random_layers(rng, image.size, activations))
        vectors.cases.append(_network_case(vectors, trace, rng, [*ORDERS][number % len(ORDERS)]))
    return vectors


def _random_image(rng: np.random.Generator) -> Array:
    shape = rng.integers(1, 9, 2) if rng.random() < 0.95 else (28, 28)
    channels = (3,) if rng.random() < 0.4 else ()
    return rng.uniform(0, rng.choice(SCALES), (*shape, *channels))


def _random_layers(
    rng: np.random.Generator, inputs: int, activations: list[str]
) -> tuple[DenseLayer, ...]:
    layers = []
    for activation in activations[: rng.integers(1, 4)]:
        units = int(rng.integers(1, 40))
        dtype = rng.choice([np.float32, np.float64])
        spread = rng.choice([0.05, 1.0])
        kernel = rng.normal(0, spread, (inputs, units)).astype(dtype)
        layers.append(DenseLayer(kernel, rng.normal(0, 1, units).astype(dtype), activation))
        inputs = units
    return tuple(layers)


def _network_case(
    vectors: Vectors, trace: NetworkTrace, rng: np.random.Generator, order: str
) -> dict[str, Any]:
    image, array = trace.flatten.image, vectors.array
    read = trace_flatten(image, order)
    index = int(rng.integers(image.size))
    layer = int(rng.integers(len(trace.dense)))
    unit = int(rng.integers(trace.dense[layer].layer.units))
    neuron = trace.dense[layer].neuron(unit)
    return {
        "shape": image.shape,
        "image": array(image),
        "order": order,
        "vector": array(read.vector),
        "indices": array(read.order.indices(image.shape)),
        "line_length": read.order.line_length(image.shape),
        "index": index,
        "pixel": read.pixel_of(index),
        "layers": [
            {
                "kernel": array(dense.layer.kernel),
                "bias": array(dense.layer.bias),
                "activation": dense.layer.activation,
                "products": array(dense.products),
                "sums": array(dense.sums),
                "outputs": array(dense.outputs),
            }
            for dense in trace.dense
        ],
        "neuron": {
            "layer": layer,
            "unit": unit,
            "products": array(neuron.products),
            "running_sums": array(neuron.running_sums),
            "sum": neuron.sum,
            "output": neuron.output,
        },
        "softmax": _softmax_case(vectors, trace),
        "attribution": _attribution_case(vectors, trace, rng),
    }


def _softmax_case(vectors: Vectors, trace: NetworkTrace) -> dict[str, Any]:
    steps = trace_softmax(trace.dense[-1].sums)
    return {
        "largest": steps.largest,
        "shifted": vectors.array(steps.shifted),
        "powers": vectors.array(steps.powers),
        "total": steps.total,
        "probabilities": vectors.array(steps.probabilities),
    }


def _attribution_case(
    vectors: Vectors, trace: NetworkTrace, rng: np.random.Generator
) -> dict[str, Any]:
    one, other = (int(each) for each in rng.integers(trace.dense[-1].layer.units, size=2))
    try:
        attribution = trace_attribution(trace, one, other)
    except ValueError as problem:
        return {"one": one, "other": other, "problem": str(problem)}
    return {
        "one": one,
        "other": other,
        "pixels": vectors.array(attribution.pixels),
        "biases": attribution.biases,
        "difference": attribution.difference,
    }


def shipped_network(count: int) -> Vectors:
    """Send test images through the shipped network."""
    vectors, images = Vectors(), load_examples("mnist", "test").images[:count]
    traces = [trace_network(image / 255, shipped_layers()) for image in images]
    answers = [int(np.argmax(trace.outputs)) for trace in traces]
    others = [int(np.argsort(trace.outputs)[-2]) for trace in traces]
    attributions = [trace_attribution(*each) for each in zip(traces, answers, others, strict=True)]
    vectors.cases.append(
        {
            "layers": [
                {
                    "kernel": vectors.array(layer.kernel),
                    "bias": vectors.array(layer.bias),
                    "activation": layer.activation,
                    "sums": vectors.array(np.stack([trace.dense[nth].sums for trace in traces])),
                    "outputs": vectors.array(
                        np.stack([trace.dense[nth].outputs for trace in traces])
                    ),
                }
                for nth, layer in enumerate(shipped_layers())
            ],
            "images": vectors.array(images),
            "answers": answers,
            "others": others,
            "pixels": vectors.array(np.stack([attribution.pixels for attribution in attributions])),
            "biases": vectors.array(np.array([attribution.biases for attribution in attributions])),
        }
    )
    return vectors
