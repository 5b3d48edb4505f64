"""Every page and its Markdown in step: no word is missing, none is left over."""

import ast
import re
from pathlib import Path

import pytest

from components.nav.navigation import CONTENTS, LABS, PAGES, PATH
from components.nav.progress import questions
from components.ui.lesson_text import GAP, LANGUAGE, LESSONS, Lesson, fill, sections

ROOT = Path(__file__).parents[2]
NAMES = [entry.name for entry in CONTENTS]
ALWAYS = {"title", "opening", "tour"}  # said by Lesson.open, and by the tour
TAUGHT = [entry.name for entry in CONTENTS if entry.group in (PATH, LABS)]
COMMON = "common"  # what every page says
WORDS = ("predict", "compare")  # the two sections of a question


def tree(path):
    return ast.parse((ROOT / path).read_text("utf-8"))


def files_of(path, seen=None):
    """A page and all of components/ it imports, whether by name or by way of another."""
    seen = set() if seen is None else seen
    if path in seen:
        return seen
    seen.add(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("components"):
            base = node.module.replace(".", "/")
            named = [f"{base}/{each.name}" for each in node.names]
            for file in (
                f"{each}{end}" for each in (base, *named) for end in (".py", "/__init__.py")
            ):
                if (ROOT / file).exists():
                    files_of(file, seen)
    return seen


def takes_a_lesson(node):
    return any(each.arg == "lesson" for each in node.args.args + node.args.kwonlyargs)


def calls(path):
    """Every call of say, text or open on the lesson."""
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "lesson"
            and node.func.attr in {"say", "text", "open"}
        ):
            yield node


def asked(path):
    """The keys of the questions a file asks, each with the call."""
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "prediction"
            and isinstance(key := node.args[1], ast.Constant | ast.Name)
        ):
            yield from ((name, node) for name in keys_of(key, path))


def keys_of(key, path):
    """The key a question is asked with; asked of a table's rows, the name of every row."""
    if isinstance(key, ast.Constant):
        return [key.value]
    named, rows = {}, []
    for each in tree(path).body:
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant):
            named[each.targets[0].id] = each.value.value
        elif isinstance(each, ast.Assign) and isinstance(each.value, ast.Dict):
            rows += [row.value for row in each.value.keys]
    return [named[key.id]] if key.id in named else rows


def strings(path):
    return {
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def patterns(path):
    """Section names put together from parts, as in f"go to {name}"; a part may be anything."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w ]+"
                for part in node.values
            ]
            if any(isinstance(part, ast.Constant) and part.value.strip() for part in node.values):
                yield "".join(parts)


def beginnings(path):
    """How sections begin that come in families, as in CARD = "card "; the rest is a key."""
    return [
        re.escape(node.value.value) + r"[\w ]+"
        for node in tree(path).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and re.fullmatch(r"\w+ ", node.value.value)
    ]


def lesson_files(name):
    """The files that speak for a page: itself, and the components it hands its lesson to."""
    page = f"pages/{name}.py"
    speakers = {
        path
        for path in files_of(page) - {page, "components/ui/lesson_text.py"}
        if any(isinstance(n, ast.FunctionDef) and takes_a_lesson(n) for n in ast.walk(tree(path)))
    }
    return {page, *speakers}


def named(name):
    """Sections named outright in a page's files, each with where and with which gaps."""
    for path in sorted(lesson_files(name)):
        for call in calls(path):
            where = f"{path}:{call.lineno}"
            gaps = {keyword.arg for keyword in call.keywords}
            if call.func.attr == "open":
                yield "opening", where, gaps
            elif isinstance(call.args[0], ast.Constant):
                yield call.args[0].value, where, gaps
        for key, call in asked(path):
            where = f"{path}:{call.lineno}"
            yield f"predict {key}", where, {keyword.arg for keyword in call.keywords} - {"later"}


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_the_lesson_of_its_own_name(name):
    assert f'Lesson("{name}")' in (PAGES / f"{name}.py").read_text("utf-8")
    assert sections(name)["title"]
    assert sections(name)["opening"]


def test_there_is_a_page_and_a_text_for_every_line_of_the_contents_and_no_other():
    assert len(set(NAMES)) == len(NAMES)
    assert {file.stem for file in PAGES.glob("*.py")} == set(NAMES)
    assert {file.stem for file in (LESSONS / LANGUAGE).glob("*.md")} == {*NAMES, COMMON}


@pytest.mark.parametrize("name", NAMES)
def test_every_section_a_page_names_is_written(name):
    named_here = list(named(name))
    assert ("opening" in {section for section, _, _ in named_here}) is True
    missing = [(s, where) for s, where, _ in named_here if s not in sections(name)]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_no_section_is_left_over(name):
    files = lesson_files(name)
    said = set().union(*(strings(path) for path in files)) | ALWAYS
    said |= {f"{word} {key}" for path in files for key, _ in asked(path) for word in WORDS}
    forms = [form for path in files for form in [*patterns(path), *beginnings(path)]]
    left = [
        section
        for section in sections(name)
        if section not in said and not any(re.fullmatch(form, section) for form in forms)
    ]
    assert left == []


@pytest.mark.parametrize("name", NAMES)
def test_every_gap_gets_a_value_and_every_value_a_gap(name):
    wrong = [
        (where, section, sorted(gaps), GAP.findall(sections(name)[section]))
        for section, where, gaps in named(name)
        if None not in gaps and gaps != set(GAP.findall(sections(name)[section]))
    ]
    assert wrong == []


def test_the_search_finds_what_a_component_says_for_its_page():
    assert {"components/dense/activation.py", "components/dense/layer_tables.py"} <= lesson_files(
        "dense"
    )
    assert "matrix" in {section for section, _, _ in named("dense")}
    assert "components/network/stage_tables.py" not in lesson_files("dense")


@pytest.mark.parametrize("name", NAMES)
def test_no_section_is_written_twice_or_empty(name):
    headings = re.findall(
        r"^## (.+)$", (LESSONS / LANGUAGE / f"{name}.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(set(headings)) == len(headings)
    assert set(headings) == set(sections(name)) - {"title", "opening"}
    assert all(sections(name).values())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_text_looks_like_a_gap_that_is_none(name):
    for section, text in sections(name).items():
        assert not re.search(r"\{\w*\}|\[\[(?!\w+\]\])(?!\[)", text), section
        assert GAP.sub("", text).count("[[") == 0, section


def test_a_gap_without_a_value_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(KeyError, match="count"):
        fill("[[count]] values", {})


def test_a_value_without_a_gap_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(KeyError, match="count"):
        fill("values", {"count": 3})


def test_a_gap_is_filled_wherever_it_stands_and_its_value_is_taken_as_it_is():
    assert fill("`v[[[i]]]` is [[x]], [[x]]", {"i": 3, "x": r"\1 [[i]]"}) == (
        r"`v[3]` is \1 [[i]], \1 [[i]]"
    )


def test_a_section_that_is_not_written_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(KeyError, match="no such section"):
        Lesson("home").text("no such section")


def test_a_lesson_that_is_not_written_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(FileNotFoundError):
        Lesson("no such lesson")


def keys(name):
    return {key for path in lesson_files(name) for key, _ in asked(path)}


@pytest.mark.parametrize("name", TAUGHT)
def test_every_page_asks_before_it_shows_and_every_question_is_compared_with_what_happens(name):
    assert keys(name) == set(questions(name)) != set()
    assert {s.removeprefix("compare ") for s in sections(name) if s.startswith("compare ")} == keys(
        name
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_page_ends_with_one_sentence_to_take_away(name):
    assert "close(lesson" in (PAGES / f"{name}.py").read_text("utf-8")
    takeaway = sections(name)["takeaway"]
    assert takeaway.endswith(".")
    assert not re.search(r"[.?!]\s", takeaway)
