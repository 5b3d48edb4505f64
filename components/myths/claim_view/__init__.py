"""A claim's experiment: the program that real Keras runs, and what it found."""

from components.myths.claim_view.payload import Payload
from components.ui.widget_bridge import widget


def claim_view(data: Payload) -> None:
    """Show the program and its result, always in the same view, from scene to scene."""
    widget("claim_view")(key="claim_view", data=data)
