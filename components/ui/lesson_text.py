"""Lesson texts: sections of Markdown files, with live values in their placeholders."""

from functools import cache

import streamlit as st

from components.ui.glossary_terms import mark_terms
from models.languages import LESSONS, ORIGINAL
from models.texts import (
    ERRORS,
    PLACEHOLDER,
    entries,
    entries_of,
    format_template,
    sections,
    whole_sentence,
)

__all__ = ["PLACEHOLDER", "entries", "format_template", "sections"]

LABELS = "labels"  # begins the sections of what controls, tables and charts are labeled with
SCENE = "scene "  # begins the sections that are scenes, in the order they are told
VIEW = "view "  # begins the sections of what views show and speak
SHARED = "common"  # the file of what several pages use


@cache
def lesson_names() -> tuple[str, ...]:
    """Return the names of all lessons, without the texts common to them."""
    found = {file.stem for file in (LESSONS / ORIGINAL).glob("*.md")}
    return tuple(sorted(found - {SHARED, ERRORS}))


def scene_names(name: str) -> list[str]:
    """Return the names of a lesson's scenes, in the order they are told."""
    return [key.removeprefix(SCENE) for key in sections(name) if key.startswith(SCENE)]


def labels(name: str) -> dict[str, str]:
    """Return all labels of a lesson by key."""
    return entries_of(name, LABELS)


def error_sentence(error: Exception) -> str:
    """Return an exception's message as a whole sentence."""
    return whole_sentence(str(error))


class Lesson:
    """The text of one lesson, in the language of the moment."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def sections(self) -> dict[str, str]:
        """Its sections by heading."""
        return sections(self.name)

    def show_header(self, **gaps: object) -> None:
        """Show the lesson's title and opening."""
        st.title(self.sections["title"], anchor=False)
        if self.sections["opening"]:
            self.show("opening", **gaps)

    def show(self, section: str, **gaps: object) -> None:
        """Show a section, with live values in its placeholders.

        Where nothing but the lesson's own text is shown, terms of the glossary open their entries.
        """
        text = format_template(self.sections[section], gaps)
        marked = text if gaps else mark_terms(self.name, section)
        st.markdown(marked, unsafe_allow_html=marked != text)

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


COMMON = Lesson(SHARED)
