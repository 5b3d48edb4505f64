"""The page's language: named for the browser and screen readers, and that of Streamlit's words."""

from components.ui.lesson_text import COMMON, entries
from components.ui.widget_bridge import widget
from models.languages import ORIGINAL, current_language, in_language


def page_language() -> None:
    """Have the document name the language of its words, and Streamlit's own words be in it."""
    with in_language(ORIGINAL):
        original = entries(COMMON.sections["streamlit"])
    widget("page_language")(
        key="page_language",
        data={
            "language": current_language(),
            "original": original,
            "words": entries(COMMON.sections["streamlit"]),
        },
    )
