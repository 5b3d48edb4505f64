"""The idea in one picture: every value of an image, and every weight to every output."""

from components.ui.lesson_text import Lesson
from components.ui.network_diagram.drawing import drawing
from components.ui.widget_bridge import widget
from models.nn.network import NetworkTrace


def idea_view(trace: NetworkTrace, words: str, key: str, alone: int | None = None) -> None:
    """Show image, vector and outputs of a small network in one picture.

    Args:
        trace: of a one-channel image of at most 16 pixels, through one Dense layer.
        words: the picture, for who can't see it.
        key: one a place.
        alone: the unit whose edges stand out; None shows all alike.
    """
    hint = Lesson("common").text("point at the picture")
    widget("network_diagram")(key=key, data=drawing(trace, alone) | {"label": words, "hint": hint})
