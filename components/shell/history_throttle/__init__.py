"""History throttle: the address follows the session without filling the browser's history."""

from components.ui.widget_bridge import widget


def throttle_history() -> None:
    """Have changes of the address replace the history entry, and not too often."""
    widget("history_throttle")(key="address_bar", data={})
