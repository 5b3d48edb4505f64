"""What holds for the project as a whole: its requirements, its licence, its promises."""

import re
import shlex
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


def tree():
    """Every file that belongs to the project: all but what .gitignore names and git's own."""
    ignored = {line.strip("/ \n") for line in (ROOT / ".gitignore").read_text().splitlines()}
    ignored |= {".git", "__pycache__"}
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not ignored & set(path.relative_to(ROOT).parts):
            yield path


def read(name):
    return (ROOT / name).read_text("utf-8")


def requirements(text):
    """Each requirement of a file with its reason: on its line, or on the comment line above.

    A comment on the first line speaks of the whole file and gives no reason; one above
    several lines without a comment of their own speaks of them all.
    """
    found, above = [], ""
    for number, line in enumerate(text.splitlines()):
        content, _, comment = (part.strip() for part in line.partition("#"))
        if not content or content.startswith("-"):
            above = comment if number else ""
            continue
        found.append((Requirement(content), comment or above))
        if comment:
            above = ""
    return found


def pins(text):
    """The exact versions of a constraints file, by name: one name may have several markers."""
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            pin = Requirement(line)
            (exact,) = pin.specifier
            assert exact.operator == "==", f"{line} is not exact"
            found.setdefault(pin.name.lower(), []).append(exact.version)
    return found


def bounds(requirement):
    return {spec.operator for spec in requirement.specifier}


EVERY_REQUIREMENT = [
    pytest.param(requirement, reason, id=requirement.name)
    for name in REQUIREMENTS
    for requirement, reason in requirements(read(name))
]


@pytest.mark.parametrize(("requirement", "reason"), EVERY_REQUIREMENT)
def test_each_requirement_has_a_lower_and_an_upper_bound(requirement, reason):
    assert bounds(requirement) == {">=", "<"}


@pytest.mark.parametrize(("requirement", "reason"), EVERY_REQUIREMENT)
def test_each_requirement_gives_its_reason_in_one_line(requirement, reason):
    assert len(reason.split()) >= 3


@pytest.mark.parametrize(("requirement", "reason"), EVERY_REQUIREMENT)
def test_each_requirement_has_an_exact_version_inside_its_bounds(requirement, reason):
    versions = pins(read("constraints.txt")).get(requirement.name.lower(), [])
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_the_reader_of_requirements_sees_a_missing_reason_and_a_missing_bound():
    text = "# All of it.\nbare>=1\n-r other.txt\nnaked<2\n# for pictures\na>=1,<2\nb==1  # own"
    (bare, none), (naked, still_none), (_, shared), (exact, own) = requirements(text)
    assert (none, still_none, shared, own) == ("", "", "for pictures", "own")
    assert [bounds(each) for each in (bare, naked, exact)] == [{">="}, {"<"}, {"=="}]


def test_the_licence_is_mit():
    text = " ".join(read("LICENSE").split())
    assert text.startswith("MIT License Copyright (c) ")
    assert "Permission is hereby granted, free of charge, to any person obtaining a copy" in text
    assert 'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND' in text


@pytest.mark.parametrize(
    "credit",
    ["MNIST", "Yann LeCun", "Corinna Cortes", "Christopher J. C. Burges", "NIST", "CC BY-SA 3.0"],
)
def test_mnist_is_credited_beside_its_file(credit):
    assert credit in read("data/README.md")


def commands(text):
    """The shell commands of a Markdown text: inline code and the lines of fenced code."""
    fenced = re.findall(r"^ *```[^\n]*\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^ *```[^\n]*\n.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = [line for block in fenced for line in block.splitlines()]
    return [part for line in [*lines, *re.findall(r"`([^`\n]+)`", rest)] for part in parts(line)]


def parts(line):
    return [part.strip().removeprefix("$ ") for part in re.split(r"&&|;|\|", line)]


def make_targets(text):
    """The targets a Markdown text tells the reader to make; `make` alone asks for none."""
    found = set()
    for command in commands(text):
        if not re.match(r"(\w+=\S*\s+)*make(\s|$)", command):
            continue
        words = shlex.split(command, comments=True)
        words = words[words.index("make") + 1 :]
        found |= {word for word in words if "=" not in word and not word.startswith("-")}
    return found


def rules(makefile):
    return set(re.findall(r"^([\w-]+):(?!=)", makefile, re.MULTILINE))


def test_every_make_target_a_text_mentions_exists():
    texts = {path: path.read_text("utf-8") for path in tree() if path.suffix == ".md"}
    assert texts
    unknown = {
        f"{path.relative_to(ROOT)}: make {target}"
        for path, text in texts.items()
        for target in make_targets(text) - rules(read("Makefile"))
    }
    assert unknown == set()


def test_every_make_target_the_makefiles_own_header_mentions_exists():
    mentioned = set(re.findall(r"^# make (\S+)", read("Makefile"), re.MULTILINE))
    assert mentioned
    assert mentioned <= rules(read("Makefile"))


def test_the_finder_of_make_targets_reads_code_and_not_prose():
    text = (
        "To make sure, type `make run` or `PORT=9000 make test PYTEST='-k dense'`.\n"
        "```sh\n$ cd unrolled && make lint  # make coffee\nmake PYTHON=/usr/bin/python3\n"
        "make -j2 format clean\n```\nThen make tea: `x = make(tea)`."
    )
    assert make_targets(text) == {"run", "test", "lint", "format", "clean"}


def test_no_file_points_at_a_folder_outside_the_project():
    # Put together here, so that this file does not find itself.
    outside = [("/work" + "/shared").encode(), (".." + "/shared").encode()]
    files = list(tree())
    assert Path(__file__) in files
    found = [
        str(path.relative_to(ROOT))
        for path in files
        if any(place in path.read_bytes() for place in outside)
    ]
    assert found == []
