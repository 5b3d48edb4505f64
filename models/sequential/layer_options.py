"""Layer options: the options of a layer type, each with its bounds and its text forms."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Value = Any  # an int, a word or a tuple of ints, as its setting reads it

MAX_AXES, MAX_SIDE = 4, 10_000_000
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = r"[0-9]{1,6}(?:\.[0-9]{1,9})?"
_FRACTION = re.compile(rf"-?{_DECIMAL}(?:/{_DECIMAL})?")


@dataclass(frozen=True)
class LayerOption:
    """One option of a layer type."""

    name: str  # Keras's argument name
    default: Value
    read: Callable[[str], Value]  # from a link or a browser; raises ValueError
    write: Callable[[Value], str] = str  # inverse of read
    code: Callable[[Value], str] = str  # as Python source
    argument: Callable[[Value], object] = lambda value: value  # the argument for Keras
    ui_schema: dict = field(default_factory=dict)  # how a browser offers it


def int_option(name: str, default: int, minimum: int, maximum: int) -> LayerOption:
    """Return an option for an integer between two bounds.

    >>> int_option("units", 10, 1, 100).read("12")
    12
    """

    def read(text: str) -> int:
        if not _INTEGER.fullmatch(text):
            raise ValueError(f"{name} is a whole number, got {shortened(text)}")
        if not minimum <= int(text) <= maximum:
            raise ValueError(f"{name} goes from {minimum:,} to {maximum:,}, got {text}")
        return int(text)

    return LayerOption(name, default, read, ui_schema={"min": minimum, "max": maximum})


def choice_option(name: str, default: str, options: tuple[str, ...]) -> LayerOption:
    """Return an option for one of a few words."""

    def read(text: str) -> str:
        if text not in options:
            there = ", ".join(options)
            raise ValueError(f"no {name} is called {shortened(text)}; there are {there}")
        return text

    return LayerOption(
        name, default, read, code='"{}"'.format, ui_schema={"options": list(options)}
    )


def fraction_option(name: str, default: str) -> LayerOption:
    """Return an option for a number or a fraction; its text is kept, so that 1/255 stays 1/255.

    >>> fraction_option("scale", "1/255").code("1/127.5")
    '1 / 127.5'
    """

    def read(text: str) -> str:
        if not _FRACTION.fullmatch(text):
            raise ValueError(f"{name} is a number like 0.5 or 1/255, got {shortened(text)}")
        if _denominator(text) == 0:
            raise ValueError(f"nothing can be divided by 0, so {name} cannot be {text}")
        return text

    return LayerOption(
        name,
        default,
        read,
        code=lambda text: " / ".join(map(_without_zeros, _parts(text))),
        argument=lambda text: float(_parts(text)[0]) / _denominator(text),
        ui_schema={"form": "fraction"},
    )


def shape_option(
    name: str, default: tuple[int, ...], minimum: int = 1, maximum: int = MAX_SIDE
) -> LayerOption:
    """Return an option for a few integers, one per axis; ``()`` is none.

    >>> shape_option("dims", (2, 1)).read("2x1x3")
    (2, 1, 3)
    """
    one = int_option(f"a number of {name}", 1, minimum, maximum)

    def read(text: str) -> tuple[int, ...]:
        parts = [] if text == "()" else text.split("x")
        if len(parts) > MAX_AXES:
            raise ValueError(f"{name} has at most {MAX_AXES} numbers, got {len(parts)}")
        sides = tuple(map(one.read, parts))
        if minimum < 0 and 0 in sides:
            raise ValueError(f"no axis is 0 long, so {name} cannot be {text}")
        return sides

    return LayerOption(
        name,
        default,
        read,
        write=lambda sides: "x".join(map(str, sides)) or "()",
        ui_schema={"form": "numbers"},
    )


def shortened(text: object) -> str:
    """Return the representation of a received value, shortened where it is long."""
    return repr(text if len(str(text)) <= 30 else f"{str(text)[:30]}…")


def _parts(text: str) -> list[str]:
    return text.split("/")


def _without_zeros(part: str) -> str:
    # Python allows no leading zeros in an integer.
    return re.sub(r"^(-?)0+(?=\d)", r"\1", part)


def _denominator(text: str) -> float:
    return float((*_parts(text), "1")[1])
