"""Texts of lessons/: sections and lists of Markdown files with gaps, and sentences of errors."""

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

LESSONS = Path(__file__).parents[1] / "lessons"
LANGUAGE = "en"
PLACEHOLDER = re.compile(r"\[\[(\w+)\]\]")
ENTRY = "- "
ERRORS = "errors"  # the file with the sentences of errors


@cache
def sections(name: str) -> dict[str, str]:
    """Return a text's sections by heading; ``title`` is the line that starts with ``# ``.

    Raises:
        FileNotFoundError: no text of that name.
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


def sentence(key: str, **gaps: Any) -> str:
    """Return a sentence that tells what happened and what to do.

    Args:
        key: of an entry of ``lessons/<language>/errors.md``.
        gaps: live values in it.
    """
    return format_template(entries_of(ERRORS)[key], gaps)


def whole_sentence(text: str) -> str:
    """Return a text that begins with a capital letter and ends with a full stop.

    >>> whole_sentence("no such layer"), whole_sentence("This file is empty.")
    ('No such layer.', 'This file is empty.')
    """
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
        return sentence(self.key, **self.gaps)

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), self.key, **self.gaps), ()
