"""Widget: an image, its vector and the outputs, with every weight between them."""

from components.ui.lesson_text import COMMON
from components.ui.network_diagram.layout import diagram_layout
from components.ui.network_diagram.payload import LivePixel, Payload
from components.ui.widget_bridge import widget
from models.nn.network import NetworkTrace


def network_diagram(
    trace: NetworkTrace,
    description: str,
    key: str,
    highlighted_unit: int | None = None,
    live: LivePixel | None = None,
) -> None:
    """Show image, vector and outputs of a small network in one picture.

    Args:
        trace: of a one-channel image of at most 16 pixels, through one Dense layer.
        description: alternative text of the picture.
        key: one a page.
        highlighted_unit: the unit whose edges stand out; None shows all alike.
        live: the pixel that a slider of the page changes, which the picture follows.
    """
    payload: Payload = {
        **diagram_layout(trace, highlighted_unit),
        "label": description,
        "hint": COMMON.format("point at the diagram"),
        "words": COMMON.words("diagram"),
        "live": live,
    }
    widget("network_diagram")(key=key, data=payload)


def live_pixel(trace: NetworkTrace, pixel: tuple[int, int], slider: str) -> LivePixel:
    """Return what the browser needs to follow a slider that changes a pixel.

    Args:
        trace: as for `network_diagram`.
        pixel: row and column.
        slider: its label on the page, which no other one has.
    """
    image, layer = trace.flatten.image, trace.dense[0].layer
    return {
        "slider": slider,
        "pixel": pixel[0] * image.shape[1] + pixel[1],
        "image": image.ravel().tolist(),
        "kernel": layer.kernel.ravel().tolist(),
        "bias": layer.bias.tolist(),
        "activation": layer.activation,
    }
