"""The Keras programs that run on pages each have their row, and fit on a projector."""

from collections.abc import Iterator

from checks.rules import different, rule, unless
from models.exercises.scripts import FOLDER, SCRIPTS, SNIPPETS, source

LINES, COLUMNS = 24, 92


@rule
def script_rows() -> Iterator[str]:
    """Every program in lessons/code has its row in models/exercises/scripts.py."""
    found = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.py")}
    yield from different("lessons/code", found, SCRIPTS.keys() | SNIPPETS.keys())


@rule
def script_sizes() -> Iterator[str]:
    """A program fits on a projector."""
    for name in (*SCRIPTS, *SNIPPETS):
        lines = source(name).splitlines()
        size = len(lines), max(map(len, lines))
        fits = size[0] <= LINES and size[1] <= COLUMNS
        yield from unless(fits, f"{name}: {size[0]} lines, {size[1]} columns")
