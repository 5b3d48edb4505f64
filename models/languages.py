"""Languages of lessons/: which there are, and which one the reader of the moment has."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

LESSONS = Path(__file__).parents[1] / "lessons"
HEADER = "accept-language"  # in which a browser names the languages that its reader likes
ORIGINAL = "en"  # what the others are translated from, and where a translation is missing
LANGUAGES = (
    ORIGINAL,
    *sorted({folder.name for folder in LESSONS.glob("[a-z][a-z]")} - {ORIGINAL}),
)

_chosen: ContextVar[str | None] = ContextVar("language", default=None)
_sources: list[Callable[[], str]] = []  # at most one: whom to ask for the reader's language

Result = TypeVar("Result")


def current_language() -> str:
    """Return the language of whoever reads what is written now."""
    if (chosen := _chosen.get()) is not None:
        return chosen
    return _sources[0]() if _sources else ORIGINAL


def set_language_source(source: Callable[[], str]) -> None:
    """Have `current_language` ask a function, which knows the learner of the moment."""
    _sources[:] = [source]


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Write in a language inside a ``with`` block, whoever reads."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def cache_by_language(function: Callable[..., Result]) -> Callable[..., Result]:
    """Cache a function of texts: its results are others in another language.

    Args:
        function: its arguments are hashable, and given by position.
    """

    @cache
    def cached(_language: str, *arguments: Hashable) -> Result:
        return function(*arguments)

    @wraps(function)
    def in_current_language(*arguments: Hashable) -> Result:
        return cached(current_language(), *arguments)

    return in_current_language


def in_every_language(file: str) -> dict[str, str]:
    """Return the text of a file of lessons/ by language; of a missing one the original's."""
    found = {language: LESSONS / language / file for language in LANGUAGES}
    return {
        language: (path if path.exists() else found[ORIGINAL]).read_text("utf-8")
        for language, path in found.items()
    }


def preferred_language(accepted: str | None) -> str:
    """Return the language that a browser likes best, of those there are.

    Args:
        accepted: its header `HEADER`; None where it sent none.

    >>> preferred_language("es-MX,es;q=0.9,en;q=0.8")
    'es'
    >>> preferred_language("fr, en;q=0.3, es;q=0.7"), preferred_language(None)
    ('es', 'en')
    """
    best, likes_best = ORIGINAL, 0.0
    for entry in (accepted or "").split(","):
        name, *options = (part.strip().lower() for part in entry.split(";"))
        language = name.partition("-")[0]
        if language in LANGUAGES and (likes := _quality(options)) > likes_best:
            best, likes_best = language, likes
    return best


def _quality(options: list[str]) -> float:
    """Return how much a browser likes a language: 1 where it says nothing about it."""
    stated = next((option[2:] for option in options if option.startswith("q=")), "1")
    try:
        return float(stated)
    except ValueError:
        return 0.0
