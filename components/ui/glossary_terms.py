"""Terms of the glossary in a lesson's text: each opens its entry where a lesson first uses it."""

import re
from functools import cache
from html import escape
from pathlib import Path

from models.texts import PLACEHOLDER, sections

STYLE = Path(__file__).parent / "glossary_terms.css"
GLOSSARY = "glossary"
WITHOUT = (GLOSSARY, "teach")  # texts that mark no term
ENTRY = re.compile(r"^- \*\*`?(.+?)`?\*\* · (.+?) → ", re.MULTILINE)
OTHER_SECTIONS = re.compile(
    r"(title|takeaway|tour|code)$|(labels|view|ask|hint|predict|compare|card|notice)\b|.* in words$"
)
"""Sections that are no running text of a page, by their heading."""
NO_PROSE = re.compile(
    r"```.*?```|`[^`]*`|(?<!\*)\*(?!\*)[^*\n]+\*(?!\*)|\[[^\]]*\]\([^)]*\)|^#[^\n]*",
    re.DOTALL | re.MULTILINE,
)
MARKS = re.compile(r"[*`]")


@cache
def definitions() -> dict[str, str]:
    """Return the glossary's definitions by term."""
    return dict(ENTRY.findall(sections(GLOSSARY)["words"]))


@cache
def mark_terms(lesson: str, section: str) -> str:
    """Return a section's text with its new terms as buttons, each with its entry to open.

    The entry is a popover of the browser's own: a click, a tap or a key opens it, Escape or the
    next click closes it.

    Args:
        lesson: its name.
        section: the heading of a section without gaps.
    """
    text, found = sections(lesson)[section], _terms_by_section(lesson).get(section, ())
    for start, end, term in reversed(found):
        button = _button(f"term-{lesson}-{_slug(term)}", text[start:end], term)
        text = text[:start] + button + text[end:]
    entries = [_entry(f"term-{lesson}-{_slug(term)}", term) for *_, term in found]
    return "\n\n".join([text, *entries])


@cache
def _terms_by_section(lesson: str) -> dict[str, tuple[tuple[int, int, str], ...]]:
    """Return where a lesson first uses each term: start, end and term, by section."""
    found: dict[str, tuple[tuple[int, int, str], ...]] = {}
    known: set[str] = set()
    for section, text in sections(lesson).items():
        if lesson in WITHOUT or OTHER_SECTIONS.match(section) or PLACEHOLDER.search(text):
            continue
        first = _first_uses(text, frozenset(known))
        known |= {term for *_, term in first}
        found[section] = first
    return found


def _first_uses(text: str, known: frozenset[str]) -> tuple[tuple[int, int, str], ...]:
    """Return where a text first uses each term that is not known yet, in order."""
    prose = NO_PROSE.sub(lambda part: " " * len(part[0]), text)
    uses: dict[str, tuple[int, int, str]] = {}
    for use in _pattern().finditer(prose):
        term = _term(use[1])
        if term not in known:
            uses.setdefault(term, (*use.span(), term))
    return tuple(uses.values())


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds any term, in the plural too; of several the longest."""
    terms = sorted(definitions(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(_spelling, terms))})(?:s|es)?(?![\w-])")


def _spelling(term: str) -> str:
    """Return a term's pattern: a term in small letters may begin a sentence."""
    if not term[0].islower():
        return re.escape(term)
    return rf"[{term[0]}{term[0].upper()}]{re.escape(term[1:])}"


def _term(written: str) -> str:
    """Return the term that was written at a sentence's beginning or inside it."""
    known = definitions()
    return written if written in known else written[0].lower() + written[1:]


def _button(place: str, written: str, term: str) -> str:
    plain = escape(MARKS.sub("", definitions()[term]))
    return (
        f'<button type="button" class="term" popovertarget="{place}" title="{plain}">'
        f"{written}</button>"
    )


def _entry(place: str, term: str) -> str:
    text = f"**{term}** · {definitions()[term]}"
    return f'<div popover class="term-entry" id="{place}">\n\n{text}\n\n</div>'


def _slug(term: str) -> str:
    return re.sub(r"\W+", "-", term.lower())
