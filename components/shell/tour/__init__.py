"""Tour of a page: short notes, each beside the element that it explains."""

from components.ui.lesson_text import COMMON, sections
from components.ui.widget_bridge import widget

SECTION = "tour"
TARGETS = {
    "cards": "[class*='st-key-card_']",
    "chain": ".widget.model",
    "code": "[data-testid=stCode], .widget.script",
    "control": "[data-testid=stSlider], [role=radiogroup]",
    "menu": "[class*='st-key-menu_'] button",
    "network": ".widget.network",
    "paper": "[data-part=paper]",
    "picture": "canvas, .widget.idea",
    "play": "[data-part=play]",
    "question": "[class*='st-key-question_']",
    "table": "[data-testid=stTable], [data-testid=stDataFrame]",
}
"""CSS selectors of what a note may point at, by name."""


def tour_notes(name: str) -> list[tuple[str, str]]:
    """Return target, a key of ``TARGETS``, and text of each note of a lesson's tour."""
    lines = sections(name).get(SECTION, "").splitlines()
    parts = [line.removeprefix("- ").partition(": ") for line in lines if line.startswith("- ")]
    return [(target, words) for target, _, words in parts]


def tour(name: str) -> None:
    """Offer a tour of a page, if its lesson has one.

    Args:
        name: the lesson's; its section ``tour`` has a line ``- target: text`` for each note.
    """
    if notes := tour_notes(name):
        widget("tour")(
            key="tour",
            data={
                "page": name,
                "notes": [{"target": TARGETS[target], "words": words} for target, words in notes],
                "words": COMMON.words("tour"),
            },
            width="content",
            height="content",
        )
