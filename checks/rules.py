"""A rule is a function that yields one line for each fault; its docstring states what must hold."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULES: list["Rule"] = []


@dataclass(frozen=True)
class Rule:
    """One thing that must hold of the project's files."""

    find: Callable[[], Iterable[str]]

    @property
    def name(self) -> str:
        """Return the function's place, as in ``checks.words.spelling``."""
        return f"{self.find.__module__}.{self.find.__name__}"

    @property
    def statement(self) -> str:
        """Return what must hold, in a sentence."""
        return (self.find.__doc__ or "").partition("\n")[0]

    def faults(self) -> list[str]:
        """Return a line for each fault.

        A file without the very field or line that a rule reads breaks the rule, too.
        """
        try:
            return list(self.find())
        except Exception as problem:  # noqa: BLE001 - what cannot be read is a fault, too
            return [f"{type(problem).__name__}: {problem}"]


def rule(find: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
    """Enter a function among the rules that ``python -m checks`` runs."""
    RULES.append(Rule(find))
    return find


def read(name: str) -> str:
    """Return the text of a file of the project."""
    return (ROOT / name).read_text("utf-8")


def relative(path: Path) -> str:
    """Return a file's path inside the project, with slashes."""
    return path.relative_to(ROOT).as_posix()


def unless(holds: object, fault: str) -> Iterator[str]:
    """Yield a fault unless something holds."""
    if not holds:
        yield fault


def different(where: str, found: object, expected: object) -> Iterator[str]:
    """Yield what was found and what was expected, where these differ.

    Of two sets, only what the one has beyond the other is named.
    """
    if found == expected:
        return
    if isinstance(found, set | frozenset) and isinstance(expected, set | frozenset):
        missing, more = sorted(expected - found, key=str), sorted(found - expected, key=str)
        yield f"{where}: missing {missing}, too many {more}"
    else:
        yield f"{where}: {found!r} instead of {expected!r}"
