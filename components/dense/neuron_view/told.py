"""A neuron's numbers as the widget reads them."""

from models.explain.written_sum import FixedPointSum
from models.nn.dense import NeuronTrace


def told(neuron: NeuronTrace, ledger: FixedPointSum) -> dict:
    """Put one neuron's numbers under the names the widget knows.

    Args:
        neuron: the true numbers.
        ledger: the same as written; what is called ``…Units`` counts its last decimal.
    """
    return {
        "weights": neuron.weights.tolist(),
        "products": ledger.products.tolist(),
        "running": {
            "vector": ledger.running.tolist(),
            "size": ledger.running_by_size.tolist(),
        },
        "bias": neuron.bias,
        "biasUnits": ledger.bias,
        "sum": neuron.sum,
        "sumUnits": ledger.sum,
        "output": neuron.output,
    }
