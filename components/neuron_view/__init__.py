"""One neuron on screen: its products one by one, the running sum, the bias, the activation."""

from components.browser import widget
from models.activations import ACTIVATIONS
from models.dense import DenseTrace


def neuron_view(
    trace: DenseTrace,
    unit: int,
    shape: tuple[int, ...],
    brightest: float,
    digits: int,
    key: str = "neuron_view",
) -> None:
    """Tell one neuron of a Dense layer term by term.

    Args:
        trace: the layer's whole computation.
        unit: which neuron.
        shape: of the image the inputs were flattened from.
        brightest: the input that is shown white.
        digits: decimals of weights, products and sums.
        key: one a place.
    """
    neuron = trace.neuron(unit)
    rows, columns, *rest = shape
    values = {
        "inputs": neuron.inputs.tolist(),
        "weights": neuron.weights.tolist(),
        "products": neuron.products.tolist(),
        "running": neuron.running_sums.tolist(),
        "bias": neuron.bias,
        "sum": neuron.sum,
        "output": neuron.output,
    }
    widget("neuron_view")(
        key=key,
        data={
            **values,
            "activation": trace.layer.activation,
            "elementwise": ACTIVATIONS[trace.layer.activation].elementwise,
            "rows": rows,
            "columns": columns,
            "channels": rest[0] if rest else 1,
            "brightest": brightest,
            "inputDigits": 0 if brightest > 1 else 4,
            "digits": digits,
            # A new neuron or picture starts its story again; an edited weight goes on where it was.
            "source": f"{unit} {shape}",
        },
    )
