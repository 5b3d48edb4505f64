"""The address bar in the browser: follows the link without filling the Back button's memory."""

from components.ui.widget_bridge import widget


def address_bar() -> None:
    """Let the address follow quietly."""
    widget("history_throttle")(key="address_bar", data={})
