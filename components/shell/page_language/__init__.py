"""Language of the page, for screen readers, the browser's translation, and plural forms."""

from components.ui.widget_bridge import widget
from models.languages import current_language


def page_language() -> None:
    """Have the document name the language that its words are in."""
    widget("page_language")(key="page_language", data={"language": current_language()})
