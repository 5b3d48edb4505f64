"""The lists of a lesson's text are in step with the code: labels, and the words of views."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from checks.lesson_calls import lesson_files, nodes, pattern_of, strings
from checks.lessons import NAMES
from checks.rules import ROOT, different, relative, rule, unless
from components.ui.lesson_text import LABELS, SHARED, VIEW, entries, labels, sections
from models.texts import ERRORS, entries_of

LABEL, WORDS = "label", "words"  # methods of a Lesson
# Who makes a sentence of an error, and which argument is its key.
RAISED = {"LearnerError": 0, "_UnsuitableError": 0, "sentence": 0, "PatternField": 1}
SCRIPTS = (".js", ".html")
FORM = re.compile(r" (?:zero|one|two|few|many|other)$")  # of a count, which withCount chooses


def files_with(name: str) -> set[str]:
    """Return the files that use a text: a page's own, or for the common one all there are."""
    if name != SHARED:
        return lesson_files(name)
    return set(_python_files("components", "pages"))


def _python_files(*folders: str) -> list[str]:
    return [relative(file) for each in folders for file in sorted((ROOT / each).rglob("*.py"))]


def calls_of(name: str, method: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a method of a lesson, with its file."""
    owner = "COMMON" if name == SHARED else "lesson"
    for path in sorted(files_with(name)):
        for node in nodes(path):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id), attr=attr)) if (
                    id == owner and attr == method
                ):
                    yield path, node


def keys_named(argument: ast.expr) -> Iterator[str]:
    """Yield a pattern for each key that an argument may be, as far as it is written out."""
    match argument:
        case ast.Constant(str(key)):
            yield re.escape(key)
        case ast.JoinedStr():
            yield pattern_of(argument)
        case ast.IfExp(body=one, orelse=other):
            yield from keys_named(one)
            yield from keys_named(other)


@rule
def labels_in_step() -> Iterator[str]:
    """Every label that the code names is written, and every written one is used, once a key."""
    for name in (*NAMES, SHARED):
        written, used = labels(name), set()
        for path, call in calls_of(name, LABEL):
            patterns = list(keys_named(call.args[0]))
            used |= {key for key in written if any(re.fullmatch(p, key) for p in patterns)}
            for pattern in patterns:
                fits = any(re.fullmatch(pattern, key) for key in written)
                yield from unless(fits, f"{path}:{call.lineno}: no label {pattern!r} in {name}.md")
            used |= strings(path) if not patterns else set()
        yield from (f"{name}.md: label {key!r} is never used" for key in written.keys() - used)
        lists = [text for section, text in sections(name).items() if section.startswith(LABELS)]
        yield from different(
            f"{name}.md: labels", sum(len(entries(t)) for t in lists), len(written)
        )


@rule
def errors_in_step() -> Iterator[str]:
    """Every sentence of an error that the code names is written, and every written one is used."""
    written, used = set(entries_of(ERRORS)), set()
    for path in ("app.py", *_python_files("components", "models", "pages", "server")):
        for pattern in (key for node in nodes(path) for key in _error_named(node)):
            found = {key for key in written if re.fullmatch(pattern, key)}
            yield from unless(found, f"{path}: no sentence {pattern!r} in {ERRORS}.md")
            used |= found
    yield from (f"{ERRORS}.md: sentence {key!r} is never used" for key in written - used)


def _error_named(node: ast.AST) -> Iterator[str]:
    """Yield the key of the sentence of an error that a node makes."""
    match node:
        case ast.Call(func=ast.Name(name), args=args) if name in RAISED:
            yield from keys_named(args[RAISED[name]])


@rule
def views_in_step() -> Iterator[str]:
    """Every list of a view's words is used, every used one is written, and a script shows each."""
    for name in (*NAMES, SHARED):
        written = {s.removeprefix(VIEW) for s in sections(name) if s.startswith(VIEW)}
        named = {ast.literal_eval(call.args[0]) for _, call in calls_of(name, WORDS)}
        yield from different(f"{name}.md: views", written, named)
        for view in written:
            for key in entries(sections(name)[VIEW + view]):
                fault = f"{name}.md: no script shows {key!r} of view {view!r}"
                yield from unless(is_shown(FORM.sub("", key)), fault)


@cache
def scripts() -> str:
    """Return all scripts of all views."""
    files = sorted(f for f in (ROOT / "components").rglob("*.*") if f.suffix in SCRIPTS)
    return "\n".join(file.read_text("utf-8") for file in files)


@cache
def composed() -> list[str]:
    """Return a pattern for each string that the scripts put together, as in `${name} count`."""
    found = set(re.findall(r"`([^`\n]*\$\{[^`\n]*)`", scripts()))
    texts = (re.split(r"\$\{[^}]*\}", text) for text in found)
    return ["[\\w ]+".join(map(re.escape, parts)) for parts in texts if "".join(parts).strip()]


def is_shown(key: str) -> bool:
    """Return whether a script names a word's key, whole or put together."""
    quoted = re.search(rf"[\"'`.]{re.escape(key)}(?![\w])", scripts())
    named = re.search(rf"[{{,]\s*{re.escape(key)}\s*[,}}:]", scripts())  # { rows, columns } = words
    return bool(quoted or named or any(re.fullmatch(form, key) for form in composed()))
