"""Time what the browser computes after each stroke, in node, beside the same in NumPy.

    python -m benchmarks.browser_forward

A drawing is prepared and sent through the shipped network, 784-128-10, with every intermediate
that the views show. Both take the same drawings by turns, so that a busy machine slows both; what
counts is the ratio. Processor time, in milliseconds a drawing.
"""

import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import playwright

from models.data.mnist_preprocessing import trace_preparation
from models.explain.attribution import trace_attribution
from models.nn.arrays import Array
from models.nn.network import shipped_layers, trace_network
from models.nn.softmax import trace_softmax
from models.sharing.network_binary import network_bytes
from tests.js.drawings import drawing

NODE = Path(playwright.__file__).parent / "driver" / "node"
SCRIPT = Path(__file__).with_suffix(".js")
DRAWINGS, ROUNDS = 200, 5


def in_numpy(image: Array) -> tuple[float, float]:
    """Return the processor seconds of the preparation, and of the forward pass with its trace."""
    began = time.process_time()
    prepared = trace_preparation(image).centered
    between = time.process_time()
    trace = trace_network(prepared, shipped_layers())
    trace_softmax(trace.dense[-1].sums)
    for dense in trace.dense:
        _ = dense.products
    second, first = np.argsort(trace.outputs)[-2:]
    trace_attribution(trace, int(first), int(second))
    return between - began, time.process_time() - between


def main() -> None:
    """Print the median time of each round, and the ratios."""
    images = [each for each in map(drawing, range(3 * DRAWINGS)) if each.shape == (28, 28)]
    with tempfile.TemporaryDirectory() as folder:
        network, drawn = Path(folder, "network"), Path(folder, "drawings.json")
        network.write_bytes(network_bytes(shipped_layers()))
        drawn.write_text(json.dumps([image.ravel().tolist() for image in images[:DRAWINGS]]))
        for _ in range(ROUNDS):
            numpy = 1000 * np.median([in_numpy(image) for image in images[:DRAWINGS]], axis=0)
            output = subprocess.check_output([NODE, SCRIPT, network, drawn], text=True)
            node = np.array(json.loads(output))
            for name, ours, browser in zip(("preparation", "forward"), numpy, node, strict=True):
                print(
                    f"{name:12} NumPy {ours:6.3f} ms   node {browser:6.3f} ms   "
                    f"node/NumPy {browser / ours:5.2f}"
                )


if __name__ == "__main__":
    main()
