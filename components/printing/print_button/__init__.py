"""Widget: a button that prints the page, as the browser's own menu does."""

from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget


def print_button() -> None:
    """Show a button that opens the browser's print dialog."""
    words = COMMON.words("print button")
    widget("print_button")(key="print_button", data={"words": words}, width="content")
