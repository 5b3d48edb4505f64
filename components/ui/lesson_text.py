"""Lesson texts: sections of Markdown files, with live values in their placeholders."""

import re
from functools import cache
from pathlib import Path

import streamlit as st

LESSONS = Path(__file__).parents[2] / "lessons"
LANGUAGE = "en"
PLACEHOLDER = re.compile(r"\[\[(\w+)\]\]")


@cache
def lesson_names() -> tuple[str, ...]:
    """Return the names of all lessons, without the texts common to them."""
    return tuple(
        sorted(file.stem for file in (LESSONS / LANGUAGE).glob("*.md") if file.stem != "common")
    )


@cache
def sections(name: str) -> dict[str, str]:
    """Return a lesson's sections by heading; ``title`` is the line that starts with ``# ``.

    Raises:
        FileNotFoundError: no lesson of that name.
    """
    text = (LESSONS / LANGUAGE / f"{name}.md").read_text(encoding="utf-8")
    first, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, opening = first.removeprefix("# ").partition("\n")
    found = {"title": title.strip(), "opening": opening.strip()}
    for section in rest:
        key, _, body = section.partition("\n")
        # Inside a section headings are of level 3, below the key; on the page they are of level 2.
        found[key.strip()] = re.sub(r"^### ", "## ", body.strip(), flags=re.MULTILINE)
    return found


def format_template(text: str, gaps: dict[str, object]) -> str:
    """Put live values into a text's ``[[gaps]]``.

    Raises:
        KeyError: a gap has no value, or a value no gap.
    """
    wanted = set(PLACEHOLDER.findall(text))
    if wanted != set(gaps):
        raise KeyError(f"the text has gaps {sorted(wanted)}, the page gives {sorted(gaps)}")
    return PLACEHOLDER.sub(lambda gap: str(gaps[gap[1]]), text)


def error_sentence(error: Exception) -> str:
    """Return an exception's message as a whole sentence."""
    message = str(error)
    return f"{message[0].upper()}{message[1:]}."


class Lesson:
    """The text of one lesson."""

    def __init__(self, name: str) -> None:
        self.name, self.sections = name, sections(name)

    def show_header(self, **gaps: object) -> None:
        """Show the lesson's title and opening."""
        st.title(self.sections["title"], anchor=False)
        if self.sections["opening"]:
            st.markdown(format_template(self.sections["opening"], gaps))

    def show(self, section: str, **gaps: object) -> None:
        """Show a section, with live values in its placeholders."""
        st.markdown(format_template(self.sections[section], gaps))

    def format(self, section: str, **gaps: object) -> str:
        """Return a section's text, for a label, a caption or an error."""
        return format_template(self.sections[section], gaps)
