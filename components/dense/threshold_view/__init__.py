"""The bias as a threshold: move it, and the corner of ReLU moves."""

from components.ui.widget_bridge import widget


def threshold_view(
    weighted: float,
    bias: float,
    words: dict[str, str],
    *,
    activation: str = "relu",
    key: str = "threshold_view",
) -> None:
    """Show a neuron's output over its weighted sum, and let the learner move the bias.

    Args:
        weighted: the weighted sum at the start.
        bias: at the start.
        words: what the view says.
        activation: a key of ``ACTIVATIONS``.
        key: one a place.
    """
    widget("threshold_view")(
        key=key,
        data={"weighted": weighted, "bias": bias, "activation": activation, "words": words},
    )
