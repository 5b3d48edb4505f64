"""Sharing: what a link carries, written in short words, and read back without trusting any."""

import hashlib
import math
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from models.sharing.image_codec import picture_levels, picture_text

CHECK = "check"  # a link's first value: four letters that only fit all the others
MOST_LETTERS = 6000  # of a whole link; the largest picture needs 1,570
CUT = "it was cut or changed on its way"
DIGITS = re.compile(r"-?\d{1,12}", re.ASCII)
DECIMAL = re.compile(r"-?\d{1,12}([.]\d{1,16})?(e-?\d{1,2})?", re.ASCII)


class Kind(Protocol):
    """How a value stands in a link."""

    def write(self, value: Any) -> str:
        """Write a value."""

    def read(self, text: str) -> Any:
        """Read a value; ``ValueError`` with half a sentence about the link where it is none."""


@dataclass(frozen=True)
class Whole:
    """A whole number from ``least`` to ``most``."""

    least: int
    most: int

    def write(self, value: int) -> str:
        """Write its digits."""
        return str(int(value))

    def read(self, text: str) -> int:
        """Read its digits."""
        if not DIGITS.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise ValueError(f"is no whole number from {self.least:,} to {self.most:,}")
        return int(text)


@dataclass(frozen=True)
class Real:
    """A number from ``least`` to ``most``."""

    least: float
    most: float

    def write(self, value: float) -> str:
        """Write the shortest text that reads back as the same number."""
        return f"{value:.12g}".replace("+", "")

    def read(self, text: str) -> float:
        """Read it."""
        value = float(text) if DECIMAL.fullmatch(text) else math.nan
        if not self.least <= value <= self.most:  # also of a NaN
            raise ValueError(f"is no number from {self.least:g} to {self.most:g}")
        return value


@dataclass(frozen=True)
class OneOf:
    """One of some words or numbers."""

    options: tuple[str | int, ...]

    def write(self, value: str | int) -> str:
        """Write it as it is."""
        return str(value)

    def read(self, text: str) -> str | int:
        """Read it."""
        written = {self.write(each): each for each in self.options}
        if text not in written:
            raise ValueError(f"is none of: {', '.join(written)}")
        return written[text]


@dataclass(frozen=True)
class Flag:
    """Something that is so or not."""

    def write(self, value: bool) -> str:  # noqa: FBT001 - the value, as of every kind
        """Write whether it is so."""
        return "1" if value else "0"

    def read(self, text: str) -> bool:
        """Read whether it is so."""
        if text not in ("0", "1"):
            raise ValueError("is neither 0 nor 1")
        return text == "1"


@dataclass(frozen=True)
class Row:
    """Several numbers or words, ``least`` to ``most`` of them, all of one kind."""

    kind: Kind
    least: int
    most: int
    mark: str = "."

    def write(self, value: tuple) -> str:
        """Write one after another."""
        return self.mark.join(self.kind.write(each) for each in value)

    def read(self, text: str) -> tuple:
        """Read one after another."""
        parts = text.split(self.mark) if text else []
        if not self.least <= len(parts) <= self.most:
            raise ValueError(f"has not {self.least} to {self.most} parts")
        return tuple(self.kind.read(part) for part in parts)


@dataclass(frozen=True)
class Word:
    """Letters, digits and what the pattern allows beside."""

    pattern: str
    said: str  # what such a word is, for the sentence about one that is not

    def write(self, value: str) -> str:
        """Write it as it is."""
        return value

    def read(self, text: str) -> str:
        """Read it."""
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(f"is no {self.said}")
        return text


@dataclass(frozen=True)
class Picture:
    """A picture: its levels, uint8; how many there are says how large it is."""

    most_of: tuple[tuple[int, int], ...]  # the highest level, by number of values

    def write(self, value: Any) -> str:
        """Write it in at most some 520 letters for 28×28."""
        return picture_text(value, dict(self.most_of)[value.size])

    def read(self, text: str) -> Any:
        """Read it."""
        return picture_levels(text, dict(self.most_of))


def to_query(
    values: Mapping[str, Any], kinds: Mapping[str, Kind], free: tuple[str, ...] = ()
) -> dict[str, str]:
    """Write what a link carries.

    Args:
        values: by name; None is left out, and so is what could not be read back.
        kinds: every value's kind, by name.
        free: names that anybody may add to a link or take from it by hand.

    Returns:
        What stands behind the link's "?", in order; the check is first, as links are cut
        at their end.
    """
    texts = {
        name: text
        for name, kind in kinds.items()
        if values.get(name) is not None and (text := _written(kind, values[name])) is not None
    }
    checked = {name: text for name, text in texts.items() if name not in free}
    return ({CHECK: _check(checked)} if checked else {}) | texts


def from_query(
    query: Mapping[str, str], kinds: Mapping[str, Kind], free: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Read what a link carries; a link without a check was written by hand, which is fine.

    Names that are no value's are somebody else's and left alone.

    Raises:
        ValueError: the link was cut or changed, or a value is none.

    >>> from_query({"seed": "7", "from": "a friend"}, {"seed": Whole(0, 9)})
    {'seed': 7}
    """
    texts = {name: query[name] for name in kinds if name in query}
    if sum(map(len, texts.values())) > MOST_LETTERS:
        raise ValueError("it is far longer than any link of this lesson")
    checked = {name: text for name, text in texts.items() if name not in free}
    if CHECK in query and query[CHECK] != _check(checked):
        raise ValueError(CUT)
    values = {}
    for name, text in texts.items():
        try:
            values[name] = kinds[name].read(text)
        except ValueError as problem:
            about = f"its “{name}” " if not str(problem).startswith("its") else ""
            raise ValueError(f"{about}{problem}") from None
    return values


def _written(kind: Kind, value: Any) -> str | None:
    """Write a value; None where it could not be read back, as a forged one cannot."""
    try:
        kind.read(text := kind.write(value))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None
    return text


def _check(texts: Mapping[str, str]) -> str:
    content = "\n".join(f"{name}={text}" for name, text in sorted(texts.items()))
    return urlsafe_b64encode(hashlib.blake2b(content.encode(), digest_size=3).digest()).decode()
