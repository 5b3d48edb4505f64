"""The glossary of every language: in its own alphabetical order, and with every term."""

import unicodedata
from collections.abc import Iterator

from checks.rules import rule, unless
from components.ui.glossary_terms import ENTRY
from models.languages import LANGUAGES, LESSONS, ORIGINAL


@rule
def glossaries() -> Iterator[str]:
    """The glossaries of all languages have as many terms, in alphabetical order, each form once."""
    count = len(_terms(ORIGINAL))
    for language in LANGUAGES:
        found = _terms(language)
        where = f"lessons/{language}/glossary.md"
        yield from unless(len(found) == count, f"{where}: {len(found)} terms, in English {count}")
        names = [term for term, _ in found]
        for before, after in zip(names, sorted(names, key=_in_order), strict=True):
            if before != after:
                yield f"{where}: {before!r} where {after!r} belongs"
                break
        forms = [form for term, others in found for form in [term, *others]]
        for form in sorted({form for form in forms if forms.count(form) > 1}):
            yield f"{where}: {form!r} is written more than once"


def _terms(language: str) -> list[tuple[str, list[str]]]:
    """Return a glossary's terms in their order, each with the other forms it names."""
    found = ENTRY.findall((LESSONS / language / "glossary.md").read_text("utf-8"))
    return [(term, others.split(", ") if others else []) for term, others, _ in found]


def _in_order(term: str) -> str:
    """Return what a term is sorted by: its letters without accents."""
    letters = unicodedata.normalize("NFD", term.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
