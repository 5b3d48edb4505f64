"""The table of contents: which lessons there are, in the order they are taught."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from components.lesson import fill, sections
from components.memory import Learner, learner
from components.progress import is_done

SIDEBAR = 240  # pixels; narrow, so that a tablet has room for the lesson
PAGES = Path(__file__).parent.parent / "pages"
ICON = Path(__file__).parent / "icon.png"  # a symbol by name would be fetched from outside
PATH, LABS = "The path", "Labs"  # the groups of the menu


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents; ``name`` is the page, its text and its address."""

    name: str
    title: str
    icon: str
    level: str = ""
    group: str = PATH


CONTENTS = (
    Entry("home", "The idea", ":material/lightbulb:", "start"),
    Entry("draw", "Draw an image", ":material/draw:", "foundation"),
    Entry("flatten", "Flatten", ":material/linear_scale:", "foundation"),
    Entry("dense", "Dense", ":material/hub:", "intermediate"),
    Entry("network", "Network", ":material/account_tree:", "intermediate"),
    Entry("train", "Train", ":material/model_training:", "advanced"),
    Entry("experiments", "Experiments", ":material/science:", group=LABS),
)


def steps() -> tuple[Entry, ...]:
    """The path, step by step; a step's number is its place in it, from 0."""
    return tuple(entry for entry in CONTENTS if entry.group == PATH)


def _title(entry: Entry, notebook: Learner) -> str:
    number = f"{steps().index(entry)} · " if entry.group == PATH else ""
    return f"{number}{entry.title}{' ✓' if is_done(notebook, entry.name) else ''}"


def pages() -> dict[str, st.Page]:
    """Make Streamlit's page for every entry: the first is at ``/``, the others at their name.

    A step's title begins with its number, and ends with a tick once it is done.
    """
    return {
        entry.name: st.Page(
            PAGES / f"{entry.name}.py",
            title=_title(entry, learner()),
            icon=entry.icon,
            url_path="" if place == 0 else entry.name,
            default=place == 0,
        )
        for place, entry in enumerate(CONTENTS)
    }


def menu() -> dict[str, list[st.Page]]:
    """The pages by group, each group in its order."""
    made, groups = pages(), {}
    for entry in CONTENTS:
        groups.setdefault(entry.group, []).append(made[entry.name])
    return groups


def say_step(name: str) -> None:
    """Say above a page which step of the path it is, and for whom."""
    path = steps()
    entry = next(entry for entry in CONTENTS if entry.name == name)
    if entry in path:
        common = sections("common")
        st.caption(
            fill(
                common["step"],
                {"step": path.index(entry), "last": len(path) - 1, "level": entry.level},
            )
        )


if __name__ == "__main__":
    st.set_page_config(
        page_title="Unrolled", page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    page = st.navigation(menu(), expanded=True)
    say_step(page.url_path or CONTENTS[0].name)
    page.run()
