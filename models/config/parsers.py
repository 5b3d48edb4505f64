"""Parsers of settings, each with a description, and checks of numbers from any source."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from numbers import Integral, Real
from typing import Any, TypeGuard

from models.texts import LearnerError

UNITS = {"": 1, "B": 1} | {
    f"{letter}{ending}": base**power
    for power, letter in enumerate("kMGT", 1)
    for ending, base in (("", 1000), ("B", 1000), ("iB", 1024))
}


@dataclass(frozen=True)
class Parser:
    """How a setting is parsed, and what it may be, in words."""

    read: Callable[[str], Any]  # raises ValueError
    allowed: str


def is_integer_in(value: object, minimum: int, maximum: int) -> TypeGuard[int]:
    """Return whether a value from a browser is an integer between two bounds, both included."""
    return type(value) is int and minimum <= value <= maximum  # True would be 1


def integer_in(name: str, value: object, minimum: int, maximum: int) -> int:
    """Return an integer between two bounds, both included.

    Raises:
        ValueError: in a sentence that begins with the name, it is anything else.

    >>> integer_in("the seed", 7, 0, 10)
    7
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise LearnerError("not whole", name=_capital(name), given=value)
    if not minimum <= int(value) <= maximum:
        raise _out_of_range(name, value, f"{minimum:,}", f"{maximum:,}")
    return int(value)


def number_in(name: str, value: object, minimum: float, maximum: float) -> float:
    """Return a number between two bounds, both included, as a float.

    Raises:
        ValueError: in a sentence that begins with the name, it is anything else.
    """
    number = to_float(name, value)
    if not minimum <= number <= maximum:  # also False for NaN
        raise _out_of_range(name, value, minimum, maximum)
    return number


def to_float(name: str, value: object) -> float:
    """Return a number as a float; an integer that no float can hold becomes infinite.

    Raises:
        ValueError: in a sentence that begins with the name, it is no number.
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise LearnerError("not a number", name=_capital(name), given=value)
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _out_of_range(name: str, value: object, minimum: object, maximum: object) -> LearnerError:
    return LearnerError(
        "out of range", name=_capital(name), given=value, least=minimum, most=maximum
    )


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


def integer(minimum: int, maximum: int) -> Parser:
    """Return a parser for an integer between two bounds, both included.

    >>> integer(-1, 20).read("-1"), integer(1, 65_535).read("8501")
    (-1, 8501)
    """

    def read(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", text) or not minimum <= int(text) <= maximum:
            raise ValueError
        return int(text)

    return Parser(read, f"a whole number from {minimum:,} to {maximum:,}")


def byte_size(minimum: str, maximum: str) -> Parser:
    """Return a parser for an amount of memory, to bytes.

    >>> byte_size("1MB", "4GB").read("1.5 GB"), byte_size("1MB", "4GB").read("1MiB")
    (1500000000, 1048576)
    """

    def read(text: str) -> int:
        if not _bytes(minimum) <= (found := _bytes(text)) <= _bytes(maximum):
            raise ValueError
        return found

    return Parser(read, f"an amount of memory from {minimum} to {maximum}, as in 2GB or 1500MiB")


def _bytes(text: str) -> int:
    number = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?([kKMGT]?i?B?)", text)
    if number is None or (unit := number[2].replace("K", "k")) not in UNITS:
        raise ValueError
    return int(float(number[1]) * UNITS[unit])


def pattern(pattern: str, allowed: str) -> Parser:
    """Return a parser for text that matches a regular expression."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError
        return text

    return Parser(read, allowed)


def list_of(each: Parser) -> Parser:
    """Return a parser for several values, separated by commas."""
    return Parser(
        lambda text: tuple(each.read(part.strip()) for part in text.split(",")),
        f"{each.allowed}; several with commas between them",
    )


def _url(text: str) -> str:
    return pattern(rf"{ORIGIN}(?:/[A-Za-z0-9._~-]+)*/?", "").read(text).rstrip("/")


def _base_path(text: str) -> str:
    """Return a path with one slash before each part; "" where it has none."""
    parts = pattern(rf"/?{PATH_PART}(?:/{PATH_PART})?/?|/", "").read(text).strip("/")
    return f"/{parts}" if parts else ""


def _network(text: str) -> str:
    return text if text == "*" else str(ip_network(text))


PATH_PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
NAME = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[?[0-9A-Fa-f:.]{2,45}\]?)"
HOSTS = pattern(rf"(?:\*\.)?{NAME}", "a name or address without port, as in lesson.school.example")
ORIGIN = rf"https?://{NAME}(?::[0-9]{{1,5}})?"
ORIGINS = pattern(ORIGIN, "an origin, as in https://school.example")
BASE_PATHS = Parser(_base_path, "a path of one or two parts, as in school/lesson")
PORTS = integer(1, 65_535)
NETWORKS = Parser(_network, "an address or network, as in 10.0.0.0/8, or *")
URLS = Parser(_url, "an address, as in https://lesson.school.example or http://192.168.1.20:8501")
