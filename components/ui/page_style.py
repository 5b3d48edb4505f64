"""Page style: the rules for what Streamlit draws, in each page's HTML from the start.

Streamlit would send them with every run of a page, and draw them in a place that all parts of a
page share: a part with fewer of them than before would leave the others' places wrong.
"""

from pathlib import Path

COMPONENTS = Path(__file__).parents[1]
GENERAL = ("ui", "nav", "scenes")  # packages whose rules those of others refine
LAST = "shell"  # whose rules, those of a projector, hold for all


def page_style() -> str:
    """Return the CSS of all packages: each rule names the containers it is for, by their keys."""
    packages = sorted({file.parent.name for file in COMPONENTS.glob("*/*.css")} - {*GENERAL, LAST})
    return "".join(
        file.read_text("utf-8")
        for package in (*GENERAL, *packages, LAST)
        for file in sorted((COMPONENTS / package).glob("*.css"))
    )
