"""Allowed: what a setting may be, how it is read, and the same in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any

UNITS = {"": 1, "B": 1} | {
    f"{letter}{ending}": base**power
    for power, letter in enumerate("kMGT", 1)
    for ending, base in (("", 1000), ("B", 1000), ("iB", 1024))
}


@dataclass(frozen=True)
class Kind:
    """What a setting may be: how it is read, and the same in words."""

    read: Callable[[str], Any]  # raises ValueError
    allowed: str


def whole(least: int, most: int) -> Kind:
    """A whole number between two bounds, both included."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError
        return int(text)

    return Kind(read, f"a whole number from {least:,} to {most:,}")


def memory(least: str, most: str) -> Kind:
    """An amount of memory, read into bytes.

    >>> memory("1MB", "4GB").read("1.5 GB"), memory("1MB", "4GB").read("1MiB")
    (1500000000, 1048576)
    """

    def read(text: str) -> int:
        if not _bytes(least) <= (found := _bytes(text)) <= _bytes(most):
            raise ValueError
        return found

    return Kind(read, f"an amount of memory from {least} to {most}, as in 2GB or 1500MiB")


def _bytes(text: str) -> int:
    number = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?([kKMGT]?i?B?)", text)
    if number is None or (unit := number[2].replace("K", "k")) not in UNITS:
        raise ValueError
    return int(float(number[1]) * UNITS[unit])


def written(pattern: str, allowed: str) -> Kind:
    """A text of a certain form."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError
        return text

    return Kind(read, allowed)


def several(each: Kind) -> Kind:
    """Some of a kind, with commas between them."""
    return Kind(
        lambda text: tuple(each.read(part.strip()) for part in text.split(",")),
        f"{each.allowed}; several with commas between them",
    )


def _url(text: str) -> str:
    return written(rf"{ORIGIN}(?:/[A-Za-z0-9._~-]+)*/?", "").read(text).rstrip("/")


def _network(text: str) -> str:
    return text if text == "*" else str(ip_network(text))


NAME = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[?[0-9A-Fa-f:.]{2,45}\]?)"
HOSTS = written(rf"(?:\*\.)?{NAME}", "a name or address without port, as in lesson.school.example")
ORIGIN = rf"https?://{NAME}(?::[0-9]{{1,5}})?"
ORIGINS = written(ORIGIN, "an origin, as in https://school.example")
PORTS = whole(1, 65_535)
NETWORKS = Kind(_network, "an address or network, as in 10.0.0.0/8, or *")
URLS = Kind(_url, "an address, as in https://lesson.school.example or http://192.168.1.20:8501")
