"""Focus of the menu: opened by a key, it has the focus, and gives it back when it closes."""

from components.ui.widget_bridge import widget


def focus_menu() -> None:
    """Move the focus into the menu that this stands in, as soon as it opens."""
    widget("menu_focus")(key="menu_focus", data={})
