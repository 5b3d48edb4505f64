"""URL codec: write typed values in a link, and parse them without trusting the link."""

import hashlib
import math
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from models.config.parsers import integer
from models.sharing.image_codec import decode_image, encode_image
from models.texts import LearnerError

CHECK = "check"  # a link's first value: a checksum of the others, four characters
MAX_CHARACTERS = 6000  # of a whole link; the largest picture needs 1,570
DECIMAL = re.compile(r"-?\d{1,12}([.]\d{1,16})?(e-?\d{1,2})?", re.ASCII)


class FieldType(Protocol):
    """How a value is written in a link."""

    def write(self, value: Any) -> str:
        """Write a value."""
        ...

    def read(self, text: str) -> Any:
        """Parse a value; raise ``LearnerError`` with what it has to be."""
        ...


@dataclass(frozen=True)
class IntField:
    """An integer between two bounds."""

    minimum: int
    maximum: int
    once: int = 0  # a larger maximum that old links were written with; it means ``maximum`` now

    def write(self, value: int) -> str:
        """Return its digits."""
        return str(int(value))

    def read(self, text: str) -> int:
        """Parse its digits."""
        parser = integer(self.minimum, max(self.maximum, self.once))
        try:
            return min(parser.read(text), self.maximum)
        except ValueError:
            raise LearnerError(
                "allowed whole number", least=f"{self.minimum:,}", most=f"{self.maximum:,}"
            ) from None


@dataclass(frozen=True)
class FloatField:
    """A number between two bounds."""

    minimum: float
    maximum: float

    def write(self, value: float) -> str:
        """Return the number with up to 12 significant digits."""
        return f"{value:.12g}".replace("+", "")

    def read(self, text: str) -> float:
        """Parse it."""
        value = float(text) if DECIMAL.fullmatch(text) else math.nan
        if not self.minimum <= value <= self.maximum:  # also of a NaN
            raise LearnerError(
                "allowed number", least=f"{self.minimum:g}", most=f"{self.maximum:g}"
            )
        return value


@dataclass(frozen=True)
class ChoiceField:
    """One of several words or numbers."""

    options: tuple[str | int, ...]

    def write(self, value: str | int) -> str:
        """Return it as text."""
        return str(value)

    def read(self, text: str) -> str | int:
        """Parse it."""
        written = {self.write(each): each for each in self.options}
        if text not in written:
            raise LearnerError("allowed choice", options=", ".join(written))
        return written[text]


@dataclass(frozen=True)
class BoolField:
    """A boolean."""

    def write(self, value: bool) -> str:  # noqa: FBT001 - the value, as of every kind
        """Return 1 or 0."""
        return "1" if value else "0"

    def read(self, text: str) -> bool:
        """Parse 1 or 0."""
        if text not in ("0", "1"):
            raise LearnerError("allowed switch")
        return text == "1"


@dataclass(frozen=True)
class ListField:
    """Several values of one type, within bounds on their number."""

    field: FieldType
    minimum: int
    maximum: int
    separator: str = "."

    def write(self, value: tuple) -> str:
        """Return the values' texts, joined."""
        return self.separator.join(self.field.write(each) for each in value)

    def read(self, text: str) -> tuple:
        """Parse the values."""
        parts = text.split(self.separator) if text else []
        if not self.minimum <= len(parts) <= self.maximum:
            raise LearnerError("allowed list", least=self.minimum, most=self.maximum)
        return tuple(self.field.read(part) for part in parts)


@dataclass(frozen=True)
class PatternField:
    """A text that matches a pattern."""

    pattern: str
    allowed: str  # what it has to be: a key of the sentences of errors

    def write(self, value: str) -> str:
        """Return it unchanged."""
        return value

    def read(self, text: str) -> str:
        """Validate it."""
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise LearnerError(self.allowed)
        return text


@dataclass(frozen=True)
class ImageField:
    """An image: its levels, uint8; their number determines its size."""

    max_levels: tuple[tuple[int, int], ...]  # the highest level, by the number of values

    def write(self, value: Any) -> str:
        """Return it in at most some 520 characters for 28×28."""
        return encode_image(value, dict(self.max_levels)[value.size])

    def read(self, text: str) -> Any:
        """Parse it."""
        return decode_image(text, dict(self.max_levels))


def to_query(
    values: Mapping[str, Any], fields: Mapping[str, FieldType], unsigned: tuple[str, ...] = ()
) -> dict[str, str]:
    """Return the query of a link.

    Args:
        values: by name; None is left out, and so is what could not be read back.
        fields: every value's field type, by name.
        unsigned: names that may be added to a link or removed by hand.

    Returns:
        The query's values, in order; the checksum is first, as links are cut at their end.
    """
    texts = {
        name: text
        for name, field in fields.items()
        if values.get(name) is not None and (text := _written(field, values[name])) is not None
    }
    signed = {name: text for name, text in texts.items() if name not in unsigned}
    return ({CHECK: _checksum(signed)} if signed else {}) | texts


def from_query(
    query: Mapping[str, str], fields: Mapping[str, FieldType], unsigned: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Parse the query of a link; one without a checksum was written by hand, which is fine.

    Unknown names are ignored.

    Args:
        query: the link's values, by name.
        fields: every value's field type, by name.
        unsigned: names that the checksum does not cover.

    Raises:
        ValueError: the link was cut or changed, or a value is invalid.

    >>> from_query({"seed": "7", "from": "a friend"}, {"seed": IntField(0, 9)})
    {'seed': 7}
    """
    texts = {name: query[name] for name in fields if name in query}
    if sum(map(len, texts.values())) > MAX_CHARACTERS:
        raise LearnerError("link too long")
    signed = {name: text for name, text in texts.items() if name not in unsigned}
    if CHECK in query and query[CHECK] != _checksum(signed):
        raise LearnerError("link cut")
    values = {}
    for name, text in texts.items():
        try:
            values[name] = fields[name].read(text)
        except ValueError as error:
            raise LearnerError("link value", name=name, allowed=error) from None
    return values


def _written(field: FieldType, value: Any) -> str | None:
    """Return a value's text; None where it could not be read back, such as a forged one."""
    try:
        field.read(text := field.write(value))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None
    return text


def _checksum(texts: Mapping[str, str]) -> str:
    content = "\n".join(f"{name}={text}" for name, text in sorted(texts.items()))
    return urlsafe_b64encode(hashlib.blake2b(content.encode(), digest_size=3).digest()).decode()
