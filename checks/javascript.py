"""The texts that stand in a script, each with what surrounds it; read without running anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

GAP = "\0"  # stands for a template's ${...}
STRING = re.compile(r"""(["'])((?:\\.|(?!\1)[^\\\n])*)\1""")
REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
CALLED = re.compile(r"[\w.$]+[ ]*$")  # what stands before a bracket
# Behind one of these a slash begins an expression; elsewhere it divides.
OPERATORS = "(,=:[!&|?{};+-*%<>~^"
WORD_OPERATORS = re.compile(r"\b(?:return|typeof|case|in|of)\s*$")


@dataclass(frozen=True)
class Literal:
    """A string or a template in a script."""

    line: int
    text: str  # with GAP for each of a template's gaps
    before: str  # the script's text from the beginning of its statement
    calls: tuple[str, ...]  # the calls and indices it stands in, the outermost first

    @property
    def shown(self) -> str:
        """Return it as a reader of the script sees it."""
        return self.text.replace(GAP, "${}")


@dataclass
class _Reader:
    source: str
    found: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def read(self, at: int, *, in_gap: bool = False) -> int:
        """Read code from a position; return where it ends: at a gap's end, or the script's."""
        outside = len(self.calls)
        while at < len(self.source):
            letter = self.source[at]
            if comment := COMMENT.match(self.source, at):
                at = comment.end()
            elif string := STRING.match(self.source, at):
                self.found.append((at, string[2], tuple(self.calls)))
                at = string.end()
            elif letter == "`":
                at = self._read_template(at + 1)
            elif letter == "/" and self._begins_value(at):
                at = self._after_regex(at)
            elif in_gap and letter == "}" and len(self.calls) == outside:
                return at + 1
            else:
                self._note_bracket(letter, at)
                at += 1
        return at

    def _read_template(self, at: int) -> int:
        beginning, text = at - 1, ""
        while (letter := self.source[at]) != "`":
            if letter == "\\":
                text, at = text + self.source[at : at + 2], at + 2
            elif self.source.startswith("${", at):
                text, at = text + GAP, self.read(at + 2, in_gap=True)
            else:
                text, at = text + letter, at + 1
        self.found.append((beginning, text, tuple(self.calls)))
        return at + 1

    def _begins_value(self, at: int) -> bool:
        before = self.source[:at].rstrip()
        return not before or before[-1] in OPERATORS or bool(WORD_OPERATORS.search(before[-9:]))

    def _after_regex(self, at: int) -> int:
        found = REGEX.match(self.source, at)
        return found.end() if found else at + 1

    def _note_bracket(self, letter: str, at: int) -> None:
        if letter in "([{":
            called = CALLED.search(self.source, max(0, at - 60), at)
            self.calls.append((called[0].strip() if called else "") + letter)
        elif letter in ")]}" and self.calls:
            self.calls.pop()


def literals(source: str) -> Iterator[Literal]:
    """Yield every string and template of a script, in order."""
    reader = _Reader(source)
    reader.read(0)
    for at, text, calls in sorted(reader.found):
        statement = max(source.rfind(end, 0, at) for end in (";\n", "{\n", "}\n", "*/\n", "\n\n"))
        yield Literal(source.count("\n", 0, at) + 1, text, source[statement + 1 : at], calls)
