"""A tour of the page: short notes, each pointing at the very thing it speaks of."""

from components.ui.lesson_text import sections
from components.ui.widget_bridge import widget

SECTION = "tour"
TARGETS = {
    "cards": "[class*='st-key-card_']",
    "chain": ".widget.model",
    "code": "[data-testid=stCode], .widget.script",
    "control": "[data-testid=stSlider], [role=radiogroup]",
    "menu": "[data-testid=stSidebarNav]",
    "network": ".widget.network",
    "paper": "[data-part=paper]",
    "picture": "canvas, .widget.idea",
    "play": "[data-part=play]",
    "question": "[class*='st-key-question_']",
    "table": "[data-testid=stTable], [data-testid=stDataFrame]",
}
"""What a note may point at: a word, and where on the page it is found."""


def notes(name: str) -> list[tuple[str, str]]:
    """Read a lesson's tour: what each note points at, a key of ``TARGETS``, and what it says."""
    lines = sections(name).get(SECTION, "").splitlines()
    parted = [line.removeprefix("- ").partition(": ") for line in lines if line.startswith("- ")]
    return [(target, words) for target, _, words in parted]


def tour(name: str) -> None:
    """Offer a tour of a page; where its lesson has none, nothing.

    Args:
        name: the lesson's; its section ``tour`` has a line ``- target: what it says`` a note.
    """
    if told := notes(name):
        widget("tour")(
            key="tour",
            data={
                "page": name,
                "notes": [{"target": TARGETS[target], "words": words} for target, words in told],
            },
            width="content",
            height="content",
        )
