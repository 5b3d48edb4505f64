"""Texts of lessons/: sections and lists of Markdown files with gaps, and sentences of errors."""

import re
from functools import cache, partial
from typing import Any

from models.languages import LESSONS, ORIGINAL, cache_by_language, current_language

PLACEHOLDER = re.compile(r"\[\[(\w+)\]\]")
ENTRY = "- "
ERRORS = "errors"  # the file with the sentences of errors


def sections(name: str) -> dict[str, str]:
    """Return a text's sections by heading, in the language of the moment.

    ``title`` is the line that starts with ``# ``. What is not translated is in English.

    Raises:
        FileNotFoundError: no text of that name.
    """
    return sections_in(current_language(), name)


@cache
def sections_in(language: str, name: str) -> dict[str, str]:
    """Return a text's sections in a language; see `sections`."""
    found = _read_sections(ORIGINAL, name)
    if language != ORIGINAL and (LESSONS / language / f"{name}.md").exists():
        translated = _read_sections(language, name)
        found = {key: translated.get(key, text) for key, text in found.items()}
    return found


def _read_sections(language: str, name: str) -> dict[str, str]:
    text = (LESSONS / language / f"{name}.md").read_text(encoding="utf-8")
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


@cache_by_language
def entries_of(name: str, beginning: str = "") -> dict[str, str]:
    """Return all entries of the lists of a text, by key.

    Args:
        name: the text's.
        beginning: of the sections' headings.
    """
    lists = (text for section, text in sections(name).items() if section.startswith(beginning))
    return {key: text for section in lists for key, text in entries(section).items()}


def format_template(text: str, gaps: dict[str, Any]) -> str:
    """Put live values into a text's ``[[gaps]]``.

    Raises:
        KeyError: a gap has no value, or a value no gap.
    """
    wanted = set(PLACEHOLDER.findall(text))
    if wanted != set(gaps):
        raise KeyError(f"the text has gaps {sorted(wanted)}, the page gives {sorted(gaps)}")
    return PLACEHOLDER.sub(lambda gap: str(gaps[gap[1]]), text)


class Sentence(str):
    """A sentence of ``lessons/<language>/errors.md``, which any thread may make for any reader.

    As a string it reads as where it was made. Converted to text (``str()``, a gap of another text,
    Streamlit's own functions) it reads in the language of whoever reads it.

    >>> from models.languages import in_language
    >>> with in_language("es"):
    ...     spanish = str(Sentence("empty file"))
    >>> spanish == Sentence("empty file"), Sentence("empty file") == sentence("empty file")
    (False, True)
    """

    __slots__ = ("gaps", "key")

    def __new__(cls, key: str, **gaps: Any) -> "Sentence":
        """Return the sentence.

        Args:
            key: of an entry.
            gaps: live values in it, sentences among them.
        """
        made = super().__new__(cls, _written(key, gaps))
        made.key, made.gaps = key, gaps
        return made

    def __str__(self) -> str:
        return _written(self.key, self.gaps)

    def __format__(self, form: str) -> str:
        return format(str(self), form)

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), self.key, **self.gaps), ()


def _written(key: str, gaps: dict[str, Any]) -> str:
    # A sentence that begins with an empty gap has a space there.
    return format_template(entries_of(ERRORS)[key], gaps).strip()


def sentence(key: str, **gaps: Any) -> Sentence:
    """Return a sentence that tells what happened and what to do.

    Args:
        key: of an entry of ``lessons/<language>/errors.md``.
        gaps: live values in it.
    """
    return Sentence(key, **gaps)


def reason_of(error: Exception) -> str:
    """Return why something is refused: a sentence for any reader, if one was written."""
    return Sentence(error.key, **error.gaps) if isinstance(error, LearnerError) else str(error)


def whole_sentence(text: str) -> str:
    """Return a text that begins with a capital letter and ends with a full stop.

    A sentence of ours does already, in every language.

    >>> whole_sentence("no such layer"), whole_sentence("This file is empty.")
    ('No such layer.', 'This file is empty.')
    """
    if isinstance(text, Sentence):
        return text
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


class LearnerError(ValueError):
    """What is wrong with something a learner gave: the key of a sentence, and its gaps.

    The sentence is an entry of ``lessons/<language>/errors.md``.

    >>> str(LearnerError("empty file"))
    'This file is empty. Choose an image file.'
    """

    def __init__(self, key: str, **gaps: Any) -> None:
        super().__init__(key, gaps)
        self.key, self.gaps = key, gaps

    def __str__(self) -> str:
        return str(Sentence(self.key, **self.gaps))

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), self.key, **self.gaps), ()
