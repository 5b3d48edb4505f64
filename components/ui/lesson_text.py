"""A lesson's words: read from Markdown, said one section at a time, live numbers in their gaps."""

import re
from functools import cache
from pathlib import Path

import streamlit as st

LESSONS = Path(__file__).parents[2] / "lessons"
LANGUAGE = "en"
GAP = re.compile(r"\[\[(\w+)\]\]")


@cache
def names() -> tuple[str, ...]:
    """The names of all lessons that are written, without what is common to them."""
    return tuple(
        sorted(file.stem for file in (LESSONS / LANGUAGE).glob("*.md") if file.stem != "common")
    )


@cache
def sections(name: str) -> dict[str, str]:
    """Read a lesson's sections, keyed by heading; ``title`` is the line that starts with ``# ``.

    Raises:
        FileNotFoundError: no lesson of that name.
    """
    text = (LESSONS / LANGUAGE / f"{name}.md").read_text(encoding="utf-8")
    first, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, opening = first.removeprefix("# ").partition("\n")
    found = {"title": title.strip(), "opening": opening.strip()}
    for section in rest:
        key, _, body = section.partition("\n")
        # Inside a section a heading is one level lower than the key; on the page it is the second.
        found[key.strip()] = re.sub(r"^### ", "## ", body.strip(), flags=re.MULTILINE)
    return found


def fill(text: str, gaps: dict[str, object]) -> str:
    """Put live values into a text's ``[[gaps]]``.

    Raises:
        KeyError: a gap has no value, or a value no gap.
    """
    wanted = set(GAP.findall(text))
    if wanted != set(gaps):
        raise KeyError(f"the text has gaps {sorted(wanted)}, the page gives {sorted(gaps)}")
    return GAP.sub(lambda gap: str(gaps[gap[1]]), text)


def sentence(problem: Exception) -> str:
    """Make a whole sentence of what a model objected to."""
    words = str(problem)
    return f"{words[0].upper()}{words[1:]}."


class Lesson:
    """One lesson's text, said by its page."""

    def __init__(self, name: str) -> None:
        self.name, self.sections = name, sections(name)

    def open(self, **gaps: object) -> None:
        """Show the lesson's title and its opening words."""
        st.title(self.sections["title"], anchor=False)
        if self.sections["opening"]:
            st.markdown(fill(self.sections["opening"], gaps))

    def say(self, section: str, **gaps: object) -> None:
        """Show one section, its gaps filled with live values."""
        st.markdown(fill(self.sections[section], gaps))

    def text(self, section: str, **gaps: object) -> str:
        """Give one section's words to whoever shows them: a label, a caption, an error."""
        return fill(self.sections[section], gaps)
