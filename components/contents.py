"""The table of contents: which lessons there are, in the order they are taught."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

SIDEBAR = 230  # pixels; narrow, so that a tablet has room for the lesson
PAGES = Path(__file__).parent.parent / "pages"
ICON = Path(__file__).parent / "icon.png"  # a symbol by name would be fetched from outside


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents; ``name`` is the page, its text and its address."""

    name: str
    title: str
    icon: str


CONTENTS = (
    Entry("home", "The idea", ":material/lightbulb:"),
    Entry("draw", "Draw an image", ":material/draw:"),
    Entry("flatten", "Flatten", ":material/linear_scale:"),
    Entry("dense", "Dense", ":material/hub:"),
    Entry("network", "Network", ":material/account_tree:"),
    Entry("train", "Train", ":material/model_training:"),
)


def pages() -> dict[str, st.Page]:
    """Make Streamlit's page for every entry: the first is at ``/``, the others at their name."""
    return {
        entry.name: st.Page(
            PAGES / f"{entry.name}.py",
            title=entry.title,
            icon=entry.icon,
            url_path="" if place == 0 else entry.name,
            default=place == 0,
        )
        for place, entry in enumerate(CONTENTS)
    }


if __name__ == "__main__":
    st.set_page_config(
        page_title="Unrolled", page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    st.navigation(list(pages().values())).run()
