"""Translations are in step with the English texts: ``python -m checks.languages es/dense.md``."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checks.rules import ROOT, different, relative, rule, unless
from models.languages import LANGUAGES, LESSONS, ORIGINAL
from models.texts import ENTRY, ERRORS, PLACEHOLDER, entries

KEYED = re.compile(r"(labels|view|says|notice|tour)\b")  # sections of lines ``- <key>: <text>``
CODE = re.compile(r"```.*?```|`` .*? ``|``.*?``|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\]\(([^)]*)\)")
FORMULA = re.compile(r"\$[^$\n]+\$")
HEADING = re.compile(r"^#+ ", re.MULTILINE)
MARK = re.compile(r"^- (\[[x ]\] )?", re.MULTILINE)
QUOTE = re.compile(r"^> ", re.MULTILINE)
ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
TAG = re.compile(r"<(/?\w+)[^>]*>")
FIXED = re.compile(r"[\d\s().,:×·−+%-]*|other|`[^`]*`")  # an answer that reads the same everywhere
TRANSLATIONS = LANGUAGES[1:]
CODE_FOLDERS = ("components", "models", "server")  # a page is run anew for each reader
MAX_WORDS = 52  # of a scene; of English ones fewer


def faults_of(language: str, file: str) -> Iterator[str]:
    """Yield where a translated file is not in step with the English one of its name."""
    where = f"{language}/{file}"
    original = LESSONS / ORIGINAL / file
    if not original.exists():
        yield f"{where}: {ORIGINAL}/{file} is missing"
        return
    texts = [path.read_text("utf-8") for path in (original, LESSONS / language / file)]
    yield from unless("\r" not in texts[1] and texts[1].endswith("\n"), f"{where}: line ends")
    if file.endswith(".html"):
        tags = [[tag[0] for tag in TAG.finditer(text)] for text in texts]
        fixed = [
            [re.sub(r'(lang|aria-label)="[^"]*"', r"\1", tag) for tag in found] for found in tags
        ]
        yield from different(f"{where}: tags", fixed[1], fixed[0])
        yield from _same_gaps(where, *texts)
        return
    parts = [re.split(r"^## (.+)\n", text, flags=re.MULTILINE) for text in texts]
    headings = [part[1::2] for part in parts]
    yield from different(f"{where}: sections", headings[1], headings[0])
    told = [dict(zip(["opening", *part[1::2]], part[::2], strict=True)) for part in parts]
    for section in [section for section in told[0] if section in told[1]]:
        yield from _section_faults(
            f"{where}: {section!r}", section, file, *(t[section] for t in told)
        )


def _section_faults(
    where: str, section: str, file: str, english: str, translated: str
) -> Iterator[str]:
    """Yield where a section is not in step."""
    yield from unless(bool(translated.strip()) == bool(english.strip()), f"{where} is empty")
    keyed = KEYED.match(section) or file == f"{ERRORS}.md"
    if keyed:
        texts = [entries(text) for text in (english, translated)]
        yield from different(f"{where}: keys", list(texts[1]), list(texts[0]))
        for key in texts[0].keys() & texts[1].keys():
            yield from _same_gaps(f"{where}, {key!r}", texts[0][key], texts[1][key])
            yield from unless(texts[1][key].strip(), f"{where}, {key!r} is empty")
    else:
        yield from _same_gaps(where, english, translated)
    for name, pattern in (("headings", HEADING), ("list", MARK), ("quotes", QUOTE)):
        found = [[mark[0] for mark in pattern.finditer(text)] for text in (english, translated)]
        yield from different(f"{where}: {name}", found[1], found[0])
    columns = [[row[0].count("|") for row in ROW.finditer(text)] for text in (english, translated)]
    yield from different(f"{where}: table", columns[1], columns[0])
    for name, pattern in (("links", LINK), ("formulas", FORMULA), ("tags", TAG)):
        found = [Counter(pattern.findall(text)) for text in (english, translated)]
        yield from different(f"{where}: {name}", dict(found[1]), dict(found[0]))
    code = [set(CODE.findall(text)) for text in (english, translated)]
    # Comments of programs are translated, and formulas in words such as `row · width + column`.
    if not any("```" in span or " · " in span for span in code[0]):
        yield from different(f"{where}: code", code[1], code[0])
    if section.startswith(("ask ", "start ", "exit ")):
        yield from _same_answers(where, english, translated)
    if section.startswith("scene "):
        count = len(re.sub(r"^#+ .*$", "", translated, flags=re.MULTILINE).split())
        yield from unless(count <= MAX_WORDS, f"{where} has {count} words")


def _same_gaps(where: str, english: str, translated: str) -> Iterator[str]:
    gaps = [set(PLACEHOLDER.findall(text)) for text in (english, translated)]
    yield from different(f"{where}: gaps", gaps[1], gaps[0])


def _same_answers(where: str, english: str, translated: str) -> Iterator[str]:
    """Yield the answers without feedback, and those that should read as in English but don't."""
    answers = [
        [line.partition(" > ") for line in text.splitlines() if line.startswith(ENTRY)]
        for text in (english, translated)
    ]
    for first, second in zip(*answers, strict=False):
        yield from unless(bool(first[2]) == bool(second[2]), f"{where}: no feedback: {second[0]}")
        plain = re.sub(r"^- (\[x\] )?", "", first[0])
        if FIXED.fullmatch(plain):
            yield from different(f"{where}: answer", second[0], first[0])


@rule
def translations_in_step() -> Iterator[str]:
    """A translated text has the sections, entries, gaps, answers and links of the English one."""
    for language in TRANSLATIONS:
        for path in sorted((LESSONS / language).iterdir()):
            yield from faults_of(language, path.name)


@rule
def translations_complete() -> Iterator[str]:
    """Every English text is translated into every language there is."""
    written = {path.name for path in (LESSONS / ORIGINAL).iterdir()}
    for language in TRANSLATIONS:
        found = {path.name for path in (LESSONS / language).iterdir()}
        yield from different(f"lessons/{language}/", found, written)


@rule
def no_text_at_import() -> Iterator[str]:
    """No module reads a text as it is imported: whoever reads it later has another language.

    A sentence may be made then, as it is read in the reader's language.
    """
    for file in sorted(path for each in CODE_FOLDERS for path in (ROOT / each).rglob("*.py")):
        for node in _run_at_import(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _reads_a_text(node):
                yield f"{relative(file)}:{node.lineno}: {ast.unparse(node)}"


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all of a file that runs when it is imported: what stands in no function's body."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            given = [*child.args.defaults, *child.args.kw_defaults]
            decorators = getattr(child, "decorator_list", [])
            for part in (*given, *decorators):
                yield from ast.walk(part) if part else ()
        else:
            yield child
            yield from _run_at_import(child)


def _reads_a_text(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(owner), attr="label" | "format" | "show" | "words"):
            return owner.lower() in ("common", "lesson", "build")
        case ast.Name("sections" | "sections_in" | "entries_of" | "labels"):
            return True
    return False


def main(files: list[str]) -> int:
    """Print where the files named, such as ``es/dense.md``, are not in step."""
    faults = [
        fault for file in files for fault in faults_of(Path(file).parent.name, Path(file).name)
    ]
    print(*faults, f"{len(files)} files, {len(faults)} faults", sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
