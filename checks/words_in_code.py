"""No word that a learner reads stands in Python: it is read from lessons/."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checks.rules import ROOT, relative, rule
from components.state.control_defaults import DRAWING, EXAMPLE
from components.state.experiment_defaults import SETTINGS
from models.exercises.simulated_drawings import POSITIONS
from models.languages import LESSONS, ORIGINAL
from models.nn.flatten import ORDERS
from models.sequential.layer_types import LAYER_TYPES
from models.texts import entries, sections

PLACES = (
    "components",
    "pages",
    "models/runtime",
    "server/error_response.py",
    "server/uploads.py",
)
PROSE = re.compile(r"[^\W\d_][,;:.!?]? +[^\W\d_]|^[A-Z][a-z]+(?![\w(])")  # two words, or a name
MARKUP = re.compile(r"\s*<\w+[ >]|.*\\\w")  # HTML or LaTeX
READERS = {"format", "show", "label", "words", "expander", "Lesson", "prediction"}  # by key
PROGRAMMERS = {"KeyError", "TypeError", "RuntimeError", "AssertionError", "LookupError"}
LOGS = {"debug", "info", "warning", "error", "exception", "Gauge", "Counter", "Histogram"}
VALUES = {EXAMPLE, DRAWING, *ORDERS, *POSITIONS, *(str(first) for first, _ in SETTINGS.values())}
"""Values in links and in the session that are written in words; each has its label."""
KERAS = {*LAYER_TYPES}
"""What Keras itself calls things, in every language."""
INTERNAL = (
    "components/ui/payloads.py",
    "components/ui/widget_bundles.py",
    "components/ui/widget_scripts.py",
    "models/runtime/cluster_connection.py",
    "models/runtime/spill.py",
)
"""Files whose texts only programmers read: they write programs, or logs."""


@cache
def keys() -> frozenset[str]:
    """Return the keys of all texts: headings of sections, and what stands before their entries."""
    names = [file.stem for file in (LESSONS / ORIGINAL).glob("*.md")]
    headings = {heading for name in names for heading in sections(name)}
    lists = {key for name in names for text in sections(name).values() for key in entries(text)}
    return frozenset(headings | lists)


def words_in(source: str) -> Iterator[tuple[int, str]]:
    """Yield every text in a source that a learner may read, with its line."""
    tree = ast.parse(source)
    silent = {part for node in ast.walk(tree) for part in _silent_parts(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if node not in silent and _is_prose(text):
                yield node.lineno, text


def _is_prose(text: str) -> bool:
    is_key = text in keys() or text in VALUES or text in KERAS
    return bool(PROSE.search(text)) and not is_key and not MARKUP.match(text)


def _silent_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the texts in a node that name, find, type or document something."""
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.Assign(targets=[ast.Name("__all__")], value=value):
            yield from ast.walk(value)
        case ast.Subscript(slice=part):
            yield from ast.walk(part)
        case ast.Raise(exc=ast.Call(func=ast.Name("ValueError"), args=args)):
            yield from (part for each in args for part in ast.walk(each))
        case ast.Call(func=ast.Name("cast"), args=[type_name, *_]):
            yield type_name
        case ast.Call(func=func, args=args):
            if getattr(func, "attr", getattr(func, "id", "")) in READERS | PROGRAMMERS | LOGS:
                yield from (part for each in args for part in ast.walk(each))
        case ast.keyword(arg="key" | "icon", value=value):
            yield from ast.walk(value)


def files_in(place: str) -> list[Path]:
    """Return a file of the project, or all Python files in a folder of it."""
    path = ROOT / place
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


@rule
def no_words_in_code() -> Iterator[str]:
    """Python holds no word that a learner reads."""
    for file in (file for place in PLACES for file in files_in(place)):
        if relative(file) not in INTERNAL:
            for line, text in words_in(file.read_text("utf-8")):
                yield f"{relative(file)}:{line}: {text!r}"


@rule
def errors_in_sentences() -> Iterator[str]:
    """Pages show whole sentences: what they and their components refuse is a LearnerError."""
    for file in (file for place in ("components", "pages") for file in files_in(place)):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Raise(exc=ast.Call(func=ast.Name("ValueError"))):
                    yield f"{relative(file)}:{node.lineno}: ValueError"
