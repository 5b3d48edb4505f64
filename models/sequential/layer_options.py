"""Settings: what one may choose about a layer, each with its bounds and the way it is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

Value = int | str | tuple[int, ...]

MOST_AXES, MOST_SIDE = 4, 10_000_000
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_PART = r"[0-9]{1,6}(?:\.[0-9]{1,9})?"
_FACTOR = re.compile(rf"-?{_PART}(?:/{_PART})?")


@dataclass(frozen=True)
class Setting:
    """One setting of a layer."""

    name: str  # Keras's own word
    default: Value
    read: Callable[[str], Value]  # from a link or a browser; ValueError for what is none
    write: Callable[[Value], str] = str  # as it is read
    code: Callable[[Value], str] = str  # as Python writes it
    argument: Callable[[Value], object] = lambda value: value  # as Keras takes it
    told: dict = field(default_factory=dict)  # what a browser needs to offer it


def whole(name: str, default: int, least: int, most: int) -> Setting:
    """A whole number between two bounds.

    >>> whole("units", 10, 1, 100).read("12")
    12
    """

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text):
            raise ValueError(f"{name} is a whole number, got {short(text)}")
        if not least <= int(text) <= most:
            raise ValueError(f"{name} goes from {least:,} to {most:,}, got {text}")
        return int(text)

    return Setting(name, default, read, told={"least": least, "most": most})


def menu(name: str, default: str, options: tuple[str, ...]) -> Setting:
    """One of a few words."""

    def read(text: str) -> str:
        if text not in options:
            there = ", ".join(options)
            raise ValueError(f"no {name} is called {short(text)}; there are {there}")
        return text

    return Setting(name, default, read, code='"{}"'.format, told={"options": list(options)})


def factor(name: str, default: str) -> Setting:
    """A number, or one over another; kept as it was written, so that 1/255 stays 1/255.

    >>> factor("scale", "1/255").code("1/127.5")
    '1 / 127.5'
    """

    def read(text: str) -> str:
        if not _FACTOR.fullmatch(text):
            raise ValueError(f"{name} is a number like 0.5 or 1/255, got {short(text)}")
        if _under(text) == 0:
            raise ValueError(f"nothing can be divided by 0, so {name} cannot be {text}")
        return text

    return Setting(
        name,
        default,
        read,
        code=lambda text: " / ".join(map(_without_zeros, _parts(text))),
        argument=lambda text: float(_parts(text)[0]) / _under(text),
        told={"form": "factor"},
    )


def numbers(name: str, default: tuple[int, ...], least: int = 1, most: int = MOST_SIDE) -> Setting:
    """A few whole numbers, one an axis; ``()`` is none.

    >>> numbers("dims", (2, 1)).read("2x1x3")
    (2, 1, 3)
    """
    one = whole(f"a number of {name}", 1, least, most)

    def read(text: str) -> tuple[int, ...]:
        parts = [] if text == "()" else text.split("x")
        if len(parts) > MOST_AXES:
            raise ValueError(f"{name} has at most {MOST_AXES} numbers, got {len(parts)}")
        sides = tuple(map(one.read, parts))
        if least < 0 and 0 in sides:
            raise ValueError(f"no axis is 0 long, so {name} cannot be {text}")
        return sides

    return Setting(
        name,
        default,
        read,
        write=lambda sides: "x".join(map(str, sides)) or "()",
        told={"form": "numbers"},
    )


def short(text: object) -> str:
    """Quote what somebody sent, cut where it is long."""
    return repr(text if len(str(text)) <= 30 else f"{str(text)[:30]}…")


def _parts(text: str) -> list[str]:
    return text.split("/")


def _without_zeros(part: str) -> str:
    # Python takes none in front of a whole number.
    return re.sub(r"^(-?)0+(?=\d)", r"\1", part)


def _under(text: str) -> float:
    return float((*_parts(text), "1")[1])
