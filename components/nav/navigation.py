"""Navigation: the table of contents, in teaching order, and the pages made from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st

from components.nav.progress import is_done
from components.state.hidden_controls import is_visible
from components.state.session import Session, current_session
from components.ui.lesson_text import COMMON

PAGES = Path(__file__).parents[2] / "pages"
PATH, DEEPER, LABS, REFERENCE, TEACHING = "path", "deeper", "labs", "reference", "teaching"
"""Groups of the menu."""
# The lessons in scenes.
TOLD = (
    "home", "draw", "flatten", "dense", "network", "train", "step",
    "myths", "pitfalls", "challenge", "diagnose", "backprop", "weights", "beyond", "inside",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents; ``name`` is the page, its text and its address."""

    name: str
    icon: str
    level: str = ""
    group: str = PATH

    @property
    def title(self) -> str:
        """Its title in the menu."""
        return COMMON.label(f"page {self.name}")


CONTENTS = (
    Entry("home", ":material/lightbulb:", "start"),
    Entry("draw", ":material/draw:", "foundation"),
    Entry("flatten", ":material/linear_scale:", "foundation"),
    Entry("dense", ":material/hub:", "intermediate"),
    Entry("network", ":material/account_tree:", "intermediate"),
    Entry("train", ":material/model_training:", "intermediate"),
    Entry("step", ":material/stairs:", "advanced"),
    Entry("myths", ":material/how_to_vote:", "all"),
    Entry("pitfalls", ":material/bug_report:", "all"),
    Entry("challenge", ":material/trophy:", "advanced"),
    Entry("recall", ":material/psychology:", "all"),
    Entry("weights", ":material/calculate:", group=DEEPER),
    Entry("diagnose", ":material/fact_check:", group=DEEPER),
    Entry("backprop", ":material/undo:", group=DEEPER),
    Entry("inside", ":material/memory:", group=DEEPER),
    Entry("beyond", ":material/explore:", group=DEEPER),
    Entry("build", ":material/construction:", group=LABS),
    Entry("experiments", ":material/science:", group=LABS),
    Entry("glossary", ":material/menu_book:", group=REFERENCE),
    Entry("cheatsheet", ":material/receipt_long:", group=REFERENCE),
    Entry("teach", ":material/co_present:", group=TEACHING),
    Entry("worksheet", ":material/calculate:", group=TEACHING),
    Entry("ticket", ":material/how_to_vote:", group=TEACHING),
)


def steps() -> tuple[Entry, ...]:
    """Return the pages of the path; a step's number is its index, from 0."""
    return tuple(entry for entry in CONTENTS if entry.group == PATH)


def told_entries(group: str) -> tuple[Entry, ...]:
    """Return the lessons of a group that are told in scenes, in their order."""
    return tuple(entry for entry in CONTENTS if entry.group == group and entry.name in TOLD)


def _title(entry: Entry, session: Session) -> str:
    title = entry.title
    if entry.group == PATH:
        title = COMMON.label("title", number=steps().index(entry), title=title)
    return f"{title}{' ✓' if is_done(session, entry.name) else ''}"


def pages() -> dict[str, st.Page]:
    """Return Streamlit's page for every entry: the first is at ``/``, the others at their name.

    A step's title begins with its number, and ends with a tick once it is done.
    """
    session = current_session()
    return {
        entry.name: _page(entry, _title(entry, session), _visibility(entry)) for entry in CONTENTS
    }


def page_named(name: str) -> st.Page:
    """Return one page of `pages` to link to; Streamlit looks at its file once, not at each link."""
    entry = next(entry for entry in CONTENTS if entry.name == name)
    return _linked_page(entry, _title(entry, current_session()), _visibility(entry))


def _visibility(entry: Entry) -> Literal["visible", "hidden"]:
    """What is left out is out of sight only: a link that leads there still does."""
    return "visible" if entry in visible_entries() else "hidden"


def _page(entry: Entry, title: str, visibility: Literal["visible", "hidden"]) -> st.Page:
    is_first = entry == CONTENTS[0]
    return st.Page(
        PAGES / f"{entry.name}.py",
        title=title,
        icon=entry.icon,
        url_path="" if is_first else entry.name,
        default=is_first,
        visibility=visibility,
    )


_linked_page = cache(_page)


def visible_entries() -> list[Entry]:
    """Return the contents without those that a teacher's link hides."""
    return [entry for entry in CONTENTS if entry.group != LABS or is_visible("labs")]


def presentable_pages(name: str) -> list[str]:
    """Return the names of the pages to present: those for teachers only if one is open."""
    visible = [entry for entry in visible_entries() if entry.group != TEACHING]
    return [entry.name for entry in CONTENTS if entry in visible or entry.name == name]


def by_group(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return entries by their group, in order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return groups


def next_page(name: str) -> Entry | None:
    """Return the page after one on the path; None after the last, or beside the path."""
    path = steps()
    names = [entry.name for entry in path]
    if name not in names or name == names[-1]:
        return None
    return path[names.index(name) + 1]


def step_words(entry: Entry, minutes: int | None = None) -> str:
    """Return a page's step on the path, or its group, and its minutes or its level if known."""
    path = steps()
    if entry not in path:
        group = COMMON.label(f"group {entry.group}")
        if minutes is None:
            return group
        return COMMON.label("group told", group=group, minutes=minutes)
    step, last = path.index(entry), len(path) - 1
    if minutes is not None:
        return COMMON.label("step told", step=step, last=last, minutes=minutes)
    return COMMON.label("step", step=step, last=last, level=COMMON.label(f"level {entry.level}"))
