"""What holds for the project as a whole: its license, its credits, its make targets."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from checks.rules import ROOT, different, read, relative, rule, unless

CREDITS = (
    "MNIST",
    "Yann LeCun",
    "Corinna Cortes",
    "Christopher J. C. Burges",
    "NIST",
    "CC BY-SA 3.0",
)
MIT = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy",
    'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND',
)


def tree() -> Iterator[Path]:
    """Yield every file of the project: all but what .gitignore names and git's own."""
    ignored = {line.strip("/ \n") for line in read(".gitignore").splitlines()}
    ignored |= {".git", "__pycache__"}
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(set(folders) - ignored)
        yield from (Path(folder, name) for name in sorted(set(files) - ignored))


def commands(text: str) -> list[str]:
    """Return the shell commands of a Markdown text: inline code and the lines of fenced code."""
    fenced = re.findall(r"^ *```[^\n]*\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^ *```[^\n]*\n.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = [line for block in fenced for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", rest)
    return [
        part.strip().removeprefix("$ ") for line in lines for part in re.split(r"&&|;|\|", line)
    ]


def make_targets(text: str) -> set[str]:
    """Return the targets a Markdown text has the reader make; ``make`` alone names none."""
    found = set()
    for command in commands(text):
        if not re.match(r"(\w+=\S*\s+)*make(\s|$)", command):
            continue
        words = shlex.split(command, comments=True)
        words = words[words.index("make") + 1 :]
        found |= {word for word in words if "=" not in word and not word.startswith("-")}
    return found


def targets(makefile: str) -> set[str]:
    """Return the targets that a makefile has."""
    return set(re.findall(r"^([\w-]+):(?!=)", makefile, re.MULTILINE))


@rule
def mit_license() -> Iterator[str]:
    """The license is MIT's, whole."""
    text = " ".join(read("LICENSE").split())
    yield from unless(text.startswith("MIT License Copyright (c) "), f"LICENSE: {text[:40]}")
    for sentence in MIT:
        yield from unless(sentence in text, f"LICENSE: without {sentence!r}")


@rule
def credit() -> Iterator[str]:
    """MNIST is credited beside its file."""
    for name in CREDITS:
        yield from unless(name in read("data/README.md"), f"data/README.md: without {name}")


@rule
def make_targets_in_texts() -> Iterator[str]:
    """Every make target that a text or the Makefile's own header mentions exists."""
    texts = [path for path in tree() if path.suffix == ".md"]
    known = targets(read("Makefile"))
    yield from unless(len(texts) > 10, f"only {len(texts)} texts found")
    for path in texts:
        for target in sorted(make_targets(path.read_text("utf-8")) - known):
            yield f"{relative(path)}: make {target}"
    mentioned = set(re.findall(r"^# make (\S+)", read("Makefile"), re.MULTILINE))
    yield from unless(mentioned, "Makefile: its header mentions no target")
    yield from different("Makefile: in its header", mentioned - known, set())


@rule
def nothing_outside() -> Iterator[str]:
    """No file points at a folder outside the project."""
    # Put together here, so that this file does not find itself.
    outside = [("/work" + "/shared").encode(), (".." + "/shared").encode()]
    files = list(tree())
    yield from unless(Path(__file__) in files, "the project's files were not found")
    for path in files:
        content = path.read_bytes()
        yield from unless(not any(place in content for place in outside), relative(path))
