"""The address bar in the browser: follows the link without filling the Back button's memory."""

from components.browser import widget


def address_bar() -> None:
    """Let the address follow quietly."""
    widget("address_bar")(key="address_bar", data={})
