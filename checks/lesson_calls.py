"""Which sections of its lesson a page uses, read from the page's and its components' source."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from checks.rules import ROOT

LESSON_TEXT = "components/ui/lesson_text.py"
SHELL = "components/shell/"  # which shows no text of the page's own
METHODS = ("show", "format", "show_header")  # of a Lesson
QUESTION = "prediction"  # the function that asks one
QUESTION_SECTIONS = ("predict", "compare")
SCENE, SCENE_QUESTION = "Scene", "Question"  # the rows of a lesson told in scenes
SCENE_QUESTION_SECTIONS = ("ask", "hint")


@cache
def nodes(path: str) -> tuple[ast.AST, ...]:
    """Return every node of a file's syntax tree."""
    return tuple(ast.walk(ast.parse((ROOT / path).read_text("utf-8"))))


@cache
def body(path: str) -> list[ast.stmt]:
    """Return a file's statements outside of functions and classes."""
    return ast.parse((ROOT / path).read_text("utf-8")).body


def files_of(path: str, seen: set[str] | None = None) -> set[str]:
    """Return a file and all of components/ that it imports, directly or through others."""
    seen = set() if seen is None else seen
    if path in seen:
        return seen
    seen.add(path)
    for file in () if path.startswith(SHELL) else _imported(path):
        files_of(file, seen)
    return seen


def _imported(path: str) -> Iterator[str]:
    """Yield the files of components/ that a file imports itself."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("components"):
            base = (node.module or "").replace(".", "/")
            for module in (base, *(f"{base}/{each.name}" for each in node.names)):
                files = (f"{module}.py", f"{module}/__init__.py")
                yield from (file for file in files if (ROOT / file).exists())
        elif package := _imported_by_name(node):
            files = (ROOT / package).glob("*.py")
            yield from (file.relative_to(ROOT).as_posix() for file in files)


def _imported_by_name(node: ast.AST) -> str | None:
    """Return the folder that ``import_module(f"components.folder.{name}")`` imports from."""
    match node:
        case ast.Call(
            func=ast.Name("import_module"),
            args=[ast.JoinedStr([ast.Constant(str(beginning)), ast.FormattedValue()])],
        ) if beginning.startswith("components."):
            return beginning.rstrip(".").replace(".", "/")
    return None


def lesson_files(name: str) -> set[str]:
    """Return a page's file and the components to which it passes its lesson.

    Another page's components get that page's lesson, if it is opened on the way to them.
    """
    page = f"pages/{name}.py"
    files = files_of(page) - {page, LESSON_TEXT}
    others = {other for path in files for other in _lessons_opened(path)} - {name}
    folders = tuple(f"components/{other}/" for other in others)
    users = {
        path
        for path in files
        if not path.startswith(folders)
        and any(isinstance(node, ast.FunctionDef) and _takes_a_lesson(node) for node in nodes(path))
    }
    return {page, *users}


def _lessons_opened(path: str) -> Iterator[str]:
    """Yield the names of the lessons that a file opens itself."""
    for node in nodes(path):
        match node:
            case ast.Call(func=ast.Name("Lesson"), args=[ast.Constant(str(name))]):
                yield name


def _takes_a_lesson(node: ast.FunctionDef) -> bool:
    return any(each.arg == "lesson" for each in node.args.args + node.args.kwonlyargs)


def calls(path: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a Lesson's methods in a file, with the method's name."""
    for node in nodes(path):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "lesson"
            and node.func.attr in METHODS
        ):
            yield node.func.attr, node


def questions_asked(path: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the keys of the questions a file asks, each with the call."""
    for node in nodes(path):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == QUESTION
            and isinstance(key := node.args[1], ast.Constant | ast.Name)
        ):
            yield from ((name, node) for name in _keys(key, path))


def _keys(key: ast.Constant | ast.Name, path: str) -> list[str]:
    """Return the key of a question; of one that is asked with a table's rows, all their keys."""
    if isinstance(key, ast.Constant):
        return [str(key.value)]
    constants, rows = {}, []
    for each in body(path):
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant):
            constants[ast.unparse(each.targets[0])] = each.value.value
        elif isinstance(each, ast.Assign) and isinstance(each.value, ast.Dict):
            rows += [row.value for row in each.value.keys if isinstance(row, ast.Constant)]
    return [str(each) for each in ([constants[key.id]] if key.id in constants else rows)]


def scenes_told(path: str) -> list[str]:
    """Return the names of the scenes in a page's table, in its order."""
    return [name for name, _ in _rows(path, SCENE)]


def scene_questions(path: str) -> set[str]:
    """Return the keys of the questions that the scenes in a page's table ask."""
    return {key for key, _ in _rows(path, SCENE_QUESTION)}


def whole_pages(path: str) -> list[str]:
    """Return the names of the scenes that show a whole page."""
    return [
        name
        for name, call in _rows(path, SCENE)
        if any(keyword.arg == "page" for keyword in call.keywords)
    ]


def _rows(path: str, kind: str) -> list[tuple[str, ast.Call]]:
    """Return the first argument of every call of a dataclass of rows, and the call, in order."""
    found = [
        (str(name.value), node)
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == kind
        and isinstance(name := node.args[0], ast.Constant)
    ]
    return sorted(found, key=lambda row: row[1].lineno)


def strings(path: str) -> set[str]:
    """Return every string that stands in a file."""
    values = {node.value for node in nodes(path) if isinstance(node, ast.Constant)}
    return {value for value in values if isinstance(value, str)}


def patterns(path: str) -> Iterator[str]:
    """Yield a pattern for each section name made of parts, as in ``f"go to {name}"``."""
    for node in nodes(path):
        if isinstance(node, ast.JoinedStr):
            fixed = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
            if any(part.strip() for part in fixed):
                yield pattern_of(node)


def pattern_of(node: ast.JoinedStr) -> str:
    """Return a pattern for the strings that an f-string may become."""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w ,×-]+"
        for part in node.values
    )


def families(path: str) -> Iterator[str]:
    """Yield a pattern for sections that share a beginning, as in ``CARD = "card "``."""
    for node in body(path):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            beginning = node.value.value
            if isinstance(beginning, str) and re.fullmatch(r"\w+ ", beginning):
                yield re.escape(beginning) + r"[\w ]+"


def sections_named(name: str) -> Iterator[tuple[str, str, set[str | None]]]:
    """Yield each section that a page names outright, with the place and the gaps it fills."""
    for path in sorted(lesson_files(name)):
        for method, call in calls(path):
            where = f"{path}:{call.lineno}"
            gaps = {keyword.arg for keyword in call.keywords}
            if method == "show_header":
                yield "opening", where, gaps
            elif isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value), where, gaps
        for key, call in questions_asked(path):
            gaps = {keyword.arg for keyword in call.keywords} - {"pending_outcome"}
            yield f"predict {key}", f"{path}:{call.lineno}", gaps
