"""One neuron's weights on top of an image: move one, and the weighted sum follows."""

from components.ui.widget_bridge import widget
from models.nn.arrays import Array


def template_view(
    image: Array,
    weights: Array,
    words: dict[str, str],
    *,
    reach: float,
    is_open: bool = True,
    is_drawable: bool = False,
    key: str = "template_view",
) -> None:
    """Show values, weights and products of one neuron, and their sum.

    Args:
        image: (rows, columns).
        weights: of the same shape, the neuron's at the start; the learner moves them.
        words: what the view says.
        reach: the weighted sum at the gauge's end.
        is_open: whether products and sum may be seen, and weights moved.
        is_drawable: whether a click puts ink on a pixel, or takes it away.
        key: one a place.
    """
    widget("template_view")(
        key=key,
        data={
            "source": f"{image.tolist()} {weights.tolist()}",
            "values": image.ravel().tolist(),
            "weights": weights.ravel().tolist(),
            "columns": image.shape[1],
            "brightest": float(image.max()),
            "reach": reach,
            "isOpen": is_open,
            "isDrawable": is_drawable,
            "words": words,
        },
    )
