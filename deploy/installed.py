"""Installed: which packages the lesson stands on, and under what license each was given to us."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
LONGEST_NAME = 60  # characters; a longer "License" is its whole text


@dataclass(frozen=True)
class Package:
    """One package as its own metadata describes it."""

    name: str
    version: str
    license: str
    is_expression: bool  # whether the license is written in SPDX's words
    needs: tuple[str, ...]  # names, as written in the lock


def locked() -> list[Requirement]:
    """Read every pin of ``requirements.lock``, for whatever system and Python it is."""
    lines = LOCK.read_text("utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"\w", line)]


def wanted_here() -> list[Requirement]:
    """Say which of the pins are for this system and this Python."""
    return [pin for pin in locked() if pin.marker is None or pin.marker.evaluate()]


def packages(paths: list[str] | None = None) -> Iterator[Package]:
    """Describe the lesson's packages that are installed, in the lock's order.

    Args:
        paths: folders to look in; where Python itself looks, if not given.
    """
    pins = {same(pin.name): pin.name for pin in locked()}
    found = metadata.distributions(path=paths) if paths else metadata.distributions()
    there = {same(each.name): each for each in found}
    for key, name in pins.items():
        if key in there:
            yield _package(name, there[key], pins)


def same(name: str) -> str:
    """Write a package's name as the index compares it: ``Ml_Dtypes`` is ``ml-dtypes``."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(name: str, found: metadata.Distribution, pins: dict[str, str]) -> Package:
    expression = _field(found, "License-Expression")
    needs = [Requirement(text) for text in found.requires or ()]
    here = {same(need.name) for need in needs if _holds(need)}
    return Package(
        name=name,
        version=found.version,
        license=expression or _license_in_words(found),
        is_expression=bool(expression),
        needs=tuple(sorted(pins[each] for each in here & set(pins))),
    )


def _field(found: metadata.Distribution, name: str) -> str:
    fields: Any = found.metadata  # a Message; its protocol lacks `get`
    return fields.get(name, "")


def _holds(need: Requirement) -> bool:
    return need.marker is None or need.marker.evaluate({"extra": ""})


def _license_in_words(found: metadata.Distribution) -> str:
    said = _field(found, "License").strip()
    if said and "\n" not in said and len(said) < LONGEST_NAME:
        return said
    classes = found.metadata.get_all("Classifier") or []
    names = [each.split(" :: ")[-1] for each in classes if each.startswith("License ::")]
    return ", ".join(names) or _license_in_its_file(found)


def _license_in_its_file(found: metadata.Distribution) -> str:
    for path in found.files or ():
        if "licen" in path.name.lower():
            return " ".join(path.read_text("utf-8").split())[:LONGEST_NAME].split(" Version")[0]
    return "not said"
