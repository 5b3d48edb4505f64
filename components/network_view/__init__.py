"""The network on screen: image, hidden units, logits and softmax, following the pen."""

from components.browser import widget
from models.network import NetworkTrace


def network_view(trace: NetworkTrace, classes: str, answer: str, key: str = "network_view") -> None:
    """Show an image's way through Flatten and Dense layers, from values to probabilities.

    Args:
        trace: of a one-channel image, through layers that end in a softmax.
        classes: the last layer's units, by name.
        answer: the sentence that tells the outcome.
        key: one a place.
    """
    *hidden, last = trace.dense
    rows, columns = trace.flatten.image.shape
    widget("network_view")(
        key=key,
        data={
            "picture": trace.flatten.vector.round(4).tolist(),
            "rows": rows,
            "columns": columns,
            "hidden": [
                {"outputs": dense.outputs.round(4).tolist(), "activation": dense.layer.activation}
                for dense in hidden
            ],
            "logits": last.sums.round(6).tolist(),
            "probabilities": last.outputs.round(6).tolist(),
            "classes": list(classes),
            "answer": answer,
        },
    )
