"""Lesson texts: sections of Markdown files, with live values in their placeholders."""

import re
from functools import cache
from pathlib import Path

import streamlit as st

LESSONS = Path(__file__).parents[2] / "lessons"
LANGUAGE = "en"
PLACEHOLDER = re.compile(r"\[\[(\w+)\]\]")
LABELS = "labels"  # begins the sections of what controls, tables and charts are labeled with
VIEW = "view "  # begins the sections of what views show and speak
ENTRY = "- "


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


def entries(section: str) -> dict[str, str]:
    r"""Return the texts of a section that is a list, by key: a line ``- <key>: <text>`` for each.

    >>> entries("- image: 28 × 28\n- vector: 784 values")
    {'image': '28 × 28', 'vector': '784 values'}
    """
    lines = (line for line in section.splitlines() if line.startswith(ENTRY))
    pairs = (line.removeprefix(ENTRY).partition(": ") for line in lines)
    return {key: text for key, _, text in pairs}


@cache
def labels(name: str) -> dict[str, str]:
    """Return all labels of a lesson by key."""
    lists = (text for section, text in sections(name).items() if section.startswith(LABELS))
    return {key: text for section in lists for key, text in entries(section).items()}


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

    def label(self, key: str, **gaps: object) -> str:
        """Return the label of a control, a column or an option: an entry of ``labels …``."""
        return format_template(labels(self.name)[key], gaps)

    def words(self, view: str) -> dict[str, str]:
        """Return what a view shows and speaks, by key: the entries of ``view <view>``.

        Their gaps are left for the browser to fill.
        """
        return entries(self.sections[VIEW + view])


COMMON = Lesson("common")  # what several pages use
