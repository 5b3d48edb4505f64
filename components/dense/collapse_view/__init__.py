"""Two layers without an activation function are one straight line; with it they have corners."""

from components.ui.widget_bridge import widget
from models.nn.dense import DenseLayer


def collapse_view(
    hidden: DenseLayer, output: DenseLayer, words: dict[str, str], key: str = "collapse_view"
) -> None:
    """Show the output of two layers over their input, with and without ReLU between them.

    Args:
        hidden: of one input; its last neuron's weight can be moved.
        output: of one neuron; its last weight can be moved.
        words: what the view says.
        key: one a place.
    """
    widget("collapse_view")(
        key=key,
        data={"hidden": _numbers(hidden), "output": _numbers(output), "words": words},
    )


def _numbers(layer: DenseLayer) -> dict:
    return {"kernel": layer.kernel.ravel().tolist(), "bias": layer.bias.tolist()}
