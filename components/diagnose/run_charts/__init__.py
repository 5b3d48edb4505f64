"""Recorded runs as charts, which move from one scene's state to the next one's."""

from components.diagnose.run_charts.payload import Payload
from components.ui.widget_bridge import widget


def run_charts(data: Payload, key: str = "run_charts") -> None:
    """Show charts.

    Args:
        data: a scene of them.
        key: one per place.
    """
    widget("run_charts")(key=key, data=data)
