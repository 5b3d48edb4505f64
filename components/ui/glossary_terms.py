"""Terms of the glossary in a lesson's text: each opens its entry where a lesson first uses it."""

import re
from html import escape

from models.languages import cache_by_language
from models.texts import PLACEHOLDER, sections

GLOSSARY = "glossary"
WITHOUT = (GLOSSARY, "teach")  # texts that mark no term
ENTRY = re.compile(r"^- \*\*`?(.+?)`?\*\*(?: \((.+?)\))? · (.+?) → ", re.MULTILINE)
"""A term, the forms of it in brackets that are more than an *s* or *es* at its end, and what it is.

English needs none, Spanish does: **capa oculta** (capas ocultas).
"""
OTHER_SECTIONS = re.compile(
    r"(title|takeaway|tour|code)$|(labels|view|ask|hint|predict|compare|card|notice)\b|.* in words$"
)
"""Sections that are no running text of a page, by their heading."""
NO_PROSE = re.compile(
    r"```.*?```|`[^`]*`|(?<!\*)\*(?!\*)[^*\n]+\*(?!\*)|\[[^\]]*\]\([^)]*\)|^#[^\n]*",
    re.DOTALL | re.MULTILINE,
)
MARKS = re.compile(r"[*`]")


@cache_by_language
def definitions() -> dict[str, str]:
    """Return the glossary's definitions by term."""
    return {term: text for term, _, text in ENTRY.findall(sections(GLOSSARY)["words"])}


@cache_by_language
def _terms_by_form() -> dict[str, str]:
    """Return the terms by their own names and their other forms."""
    found = ENTRY.findall(sections(GLOSSARY)["words"])
    forms = {form: term for term, others, _ in found for form in others.split(", ") if form}
    return forms | {term: term for term, *_ in found}


@cache_by_language
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


@cache_by_language
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


@cache_by_language
def _pattern() -> re.Pattern[str]:
    """Return what finds any term, in the plural too; of several the longest."""
    forms = sorted(_terms_by_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(_spelling, forms))})(?:s|es)?(?![\w-])")


def _spelling(form: str) -> str:
    """Return a form's pattern: a form in small letters may begin a sentence."""
    if not form[0].islower():
        return re.escape(form)
    return rf"[{form[0]}{form[0].upper()}]{re.escape(form[1:])}"


def _term(written: str) -> str:
    """Return the term that was written at a sentence's beginning or inside it."""
    known = _terms_by_form()
    return known.get(written) or known[written[0].lower() + written[1:]]


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
