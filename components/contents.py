"""The table of contents: which lessons there are, in the order they are taught."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from components import controls
from components.address import keep_address, open_link, say_link
from components.address_bar import address_bar
from components.came_back import say_came_back
from components.lesson import Lesson
from components.memory import Learner, learner
from components.presenter import presenter
from components.progress import is_done
from components.share_link import share
from components.shown import shown
from components.tab_memory import in_this_tab
from components.tab_network import network_in_this_tab, shows_news
from components.tour import tour

SIDEBAR = 240  # pixels; narrow, so that a tablet has room for the lesson
PAGES = Path(__file__).parent.parent / "pages"
ICON = Path(__file__).parent / "icon.png"  # a symbol by name would be fetched from outside
PATH, LABS, LOOK_UP = "The path", "Labs", "Look up"  # the groups of the menu
TEACHING = "Teaching"


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
    Entry("weights", "Weights", ":material/calculate:", "advanced"),
    Entry("train", "Train", ":material/model_training:", "advanced"),
    Entry("backprop", "Backpropagation", ":material/undo:", "expert"),
    Entry("inside", "Under the hood", ":material/memory:", "expert"),
    Entry("myths", "Myths", ":material/how_to_vote:", "all"),
    Entry("pitfalls", "Pitfalls", ":material/bug_report:", "all"),
    Entry("beyond", "Where next", ":material/explore:", "expert"),
    Entry("recall", "Recall", ":material/psychology:", "all"),
    Entry("build", "Workbench", ":material/construction:", group=LABS),
    Entry("experiments", "Experiments", ":material/science:", group=LABS),
    Entry("glossary", "Glossary", ":material/menu_book:", group=LOOK_UP),
    Entry("teach", "For teachers", ":material/co_present:", group=TEACHING),
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
    listed = shown_entries()
    return {
        entry.name: st.Page(
            PAGES / f"{entry.name}.py",
            title=_title(entry, learner()),
            icon=entry.icon,
            url_path="" if place == 0 else entry.name,
            default=place == 0,
            # What is left out is out of sight only: a link that leads there still does.
            visibility="visible" if entry in listed else "hidden",
        )
        for place, entry in enumerate(CONTENTS)
    }


def shown_entries() -> list[Entry]:
    """The contents without what a teacher's link leaves out."""
    return [entry for entry in CONTENTS if entry.group != LABS or shown("labs")]


def _presented(name: str) -> list[str]:
    """The pages one presents: not those for teachers, unless it is the one that is open."""
    told = [entry for entry in shown_entries() if entry.group != TEACHING]
    return [entry.name for entry in CONTENTS if entry in told or entry.name == name]


def menu() -> dict[str, list[st.Page]]:
    """The pages by group, each group in its order."""
    made, groups = pages(), {}
    for entry in CONTENTS:
        groups.setdefault(entry.group, []).append(made[entry.name])
    return groups


def head(name: str) -> None:
    """Say above a page which step of the path it is, and for whom; offer a tour, and to share."""
    with st.container(horizontal=True, vertical_alignment="center"):
        say_step(name)
        tour(name)
        share()


def say_step(name: str) -> None:
    """Say above a page which step of the path it is, and for whom; or to which group it belongs."""
    path = steps()
    entry = next(entry for entry in CONTENTS if entry.name == name)
    if entry in path:
        Lesson("common").say("step", step=path.index(entry), last=len(path) - 1, level=entry.level)
    else:
        st.markdown(entry.group)


def main() -> None:
    """Show the page that is asked for, as its link says."""
    open_link()
    shows_news()
    notebook = learner()
    st.set_page_config(
        page_title="Unrolled", page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    place = "hidden" if notebook.present else "sidebar"
    page = st.navigation(menu(), position=place, expanded=True)
    name = page.url_path or CONTENTS[0].name
    controls.turn_to(name)
    say_link(name)
    say_came_back(name)
    if notebook.present:
        # Before the page: a key pressed while that still runs turns on from here.
        told, made = _presented(name), pages()
        presenter([made[each] for each in told], told.index(name))
    else:
        head(name)
    page.run()
    keep_address()
    address_bar()
    in_this_tab()
    network_in_this_tab()


if __name__ == "__main__":
    main()
