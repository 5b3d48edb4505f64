"""A neuron's numbers as the widget is sent them."""

from components.dense.neuron_view.payload import Numbers
from models.explain.written_sum import FixedPointSum
from models.nn.dense import NeuronTrace


def neuron_numbers(neuron: NeuronTrace, written: FixedPointSum) -> Numbers:
    """Return one neuron's numbers by the names of the widget's payload.

    Args:
        neuron: the true numbers.
        written: the same in whole units of the last decimal shown.
    """
    return {
        "weights": neuron.weights.tolist(),
        "products": written.products.tolist(),
        "running": {
            "vector": written.running.tolist(),
            "size": written.running_by_size.tolist(),
        },
        "bias": neuron.bias,
        "biasUnits": written.bias,
        "sum": neuron.sum,
        "sumUnits": written.sum,
        "output": neuron.output,
    }
