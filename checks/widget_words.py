"""Widgets have no words of their own: what a learner reads lies in lessons/, and comes to them."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from checks.javascript import GAP, Literal, literals
from checks.labels import FORM
from checks.rules import ROOT, relative, rule
from models.languages import LESSONS, ORIGINAL

FOLDERS = ("components", "server/shell")
# Sentences for programmers, and names that Python knows, too.
NOT_READ = {"components/ui/js/agreement.js", "components/ui/js/nn/flatten.js"}

SPOKEN = ("alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title")
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Two words of a sentence, or one beside a gap that a space sets off.
SENTENCE = re.compile(
    rf"[^\W\d_]{{2,}}[\w’']*[)”]?[,.;:!?]? [(“]?[^\W\d_]"
    rf"|[^\W\d_]{{2,}}[,.;:!?]? [(“]?{GAP}"
    rf"|{GAP}[)”]?[,.;:!?]? [(“]?[^\W\d_]{{2,}}"
)
# What is for programmers, for the browser, or names words instead of being some.
UNREAD_CALL = re.compile(
    r"(?:Error|console\.\w+|querySelector(?:All)?|closest|matches|matchMedia|find(?:All)?|part)\($"
    r"|\b(?:words|texts)\[$"
)
UNREAD_BEFORE = re.compile(
    r"""(?:class(?:Name)?|font|cssText|transform|transition|animation|style)["']?\s*[:=,]\s*(?:[^,;]*\?[^;]*)?$
    |(?:[!=]==|\bcase|\bfrom|\bimport|_KEY\s=)\s*$""",
    re.VERBOSE,
)
STYLE = re.compile(rf"(?:{GAP}|\d)px|\bvar\(--|^[.#]\w|\[[\w-]+[\]=]|^[a-z-]+\((?:{GAP}|to) ")
FORMULA = re.compile(r"d\w+/d\w+")  # a gradient's name
# What these are given behind an element or a context is read.
WRITING = ("setText(", "drawLabel(", "drawTag(", "paintTitle(")
# Where even one word is read: it goes straight to an element.
ATTRIBUTES = "|".join((*SPOKEN, "aria-valuetext"))
CHOSEN = r"(?:[^,;{}]*[?:]\s*)?$"
SHOWN = re.compile(
    r"\b(?:textContent|innerText|placeholder|title|alt|aria(?:Label|Description|RoleDescription|"
    rf"ValueText))\s*[:=]\s*{CHOSEN}"
    rf"|(?:\([\"'](?:{ATTRIBUTES})[\"'],|[\"'](?:{ATTRIBUTES})[\"']:)\s*{CHOSEN}"
    r"|\bmake(?:Svg)?\([^;]*\},\s*$"
)


@cache
def entry_keys() -> frozenset[str]:
    """Return the keys of all lists in the lessons, by which scripts name a text."""
    texts = (path.read_text("utf-8") for path in (LESSONS / ORIGINAL).glob("*.md"))
    return frozenset(re.findall(r"^- ([\w ]+): ", "\n".join(texts), re.MULTILINE))


def words_of_script(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of every literal in a script that a learner would read."""
    for literal in literals(source):
        if not _is_unread(literal) and (_is_sentence(literal.text) or _is_shown(literal)):
            yield literal.line, literal.shown


def _is_sentence(text: str) -> bool:
    return text not in entry_keys() and bool(SENTENCE.search(text))


def _is_shown(literal: Literal) -> bool:
    """Return whether a text goes straight to an element, with whatever is chosen in its place."""
    last = literal.calls[-1] if literal.calls else ""
    written = last.endswith("fillText(") or (
        last.endswith(WRITING) and "," in literal.before.rpartition(last)[2]
    )
    return written or bool(SHOWN.search(literal.before))


def _is_unread(literal: Literal) -> bool:
    return bool(
        not LETTERS.search(literal.text)
        or FORMULA.fullmatch(literal.text)
        or STYLE.search(literal.text)
        or any(UNREAD_CALL.search(call) for call in literal.calls)
        or UNREAD_BEFORE.search(literal.before)
    )


class _Html(HTMLParser):
    """Collects what is read or heard of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name in SPOKEN and LETTERS.search(value or ""):
                self.found.append((self.getpos()[0], f'{name}="{value}"'))

    def handle_data(self, data: str) -> None:
        if LETTERS.search(data):
            self.found.append((self.getpos()[0], " ".join(data.split())))


def words_of_html(html: str) -> list[tuple[int, str]]:
    """Return the line and the text of all that a learner would read or hear of an HTML file."""
    reader = _Html()
    reader.feed(html)
    return reader.found


def files() -> Iterator[Path]:
    """Yield every script and every HTML file that reaches a browser, but lessons'."""
    for folder in FOLDERS:
        for kind in ("js", "html"):
            found = sorted((ROOT / folder).rglob(f"*.{kind}"))
            yield from (file for file in found if relative(file) not in NOT_READ)


def words_of(file: Path) -> list[tuple[int, str]]:
    """Return the line and the text of all that a learner would read of a file."""
    text = file.read_text("utf-8")
    return words_of_html(text) if file.suffix == ".html" else list(words_of_script(text))


def keys_named(text: str) -> set[str]:
    """Return the keys of words that a script or an HTML file names outright."""
    chosen = " ".join(re.findall(r"\bwords\[([^\]]+)\]", text))
    return {
        *re.findall(r"(?<!/)\bwords\.(\w+)\b(?!\()", text),
        *re.findall(r'"([^"]+)"', re.sub(r'[!=]== "[^"]*"', "", chosen)),
        *re.findall(r'\bdata-word(?:-\w+)?="([\w ]+)"', text),
    }


@rule
def keys_written() -> Iterator[str]:
    """Every key of words that a script or an HTML file names has its text in the lessons."""
    written = entry_keys() | {FORM.sub("", key) for key in entry_keys()}
    for file in files():
        for key in sorted(keys_named(file.read_text("utf-8")) - written):
            yield f"{relative(file)}: no words for {key!r}"


@rule
def no_words_in_widgets() -> Iterator[str]:
    """No script and no HTML of a widget has words that a learner reads or hears."""
    for file in files():
        for line, text in words_of(file):
            yield f"{relative(file)}:{line}: {text!r}"
