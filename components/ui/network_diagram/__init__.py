"""Widget: an image, its vector and the outputs, with every weight between them."""

from components.ui.lesson_text import Lesson
from components.ui.network_diagram.layout import diagram_layout
from components.ui.widget_bridge import widget
from models.nn.network import NetworkTrace


def network_diagram(
    trace: NetworkTrace, description: str, key: str, highlighted_unit: int | None = None
) -> None:
    """Show image, vector and outputs of a small network in one picture.

    Args:
        trace: of a one-channel image of at most 16 pixels, through one Dense layer.
        description: alternative text of the picture.
        key: one a place.
        highlighted_unit: the unit whose edges stand out; None shows all alike.
    """
    hint = Lesson("common").format("point at the picture")
    widget("network_diagram")(
        key=key, data=diagram_layout(trace, highlighted_unit) | {"label": description, "hint": hint}
    )
