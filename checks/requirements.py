"""Each requirement has bounds, a reason and a tested version; the lock has them by hash."""

import re
from collections.abc import Iterator

from packaging.requirements import Requirement

from checks.rules import different, read, rule, unless
from deploy.installed import locked, packages, same, wanted_here
from deploy.licenses import PAGE, page

FILES = ("requirements.txt", "requirements-dev.txt")
TOO_MUCH = ("AGPL", "GNU", "GPL", "not said", "Proprietary")  # licenses we could not pass on


def requirements(text: str) -> list[tuple[Requirement, str]]:
    """Return each requirement of a file with its reason: on its line, or on the comment above.

    A comment on the first line is about the whole file and gives no reason; one above
    several lines without a comment of their own is about them all.
    """
    found, above = [], ""
    for number, line in enumerate(text.splitlines()):
        content, _, comment = (part.strip() for part in line.partition("#"))
        if not content or content.startswith("-"):
            above = comment if number else ""
            continue
        found.append((Requirement(content), comment or above))
        if comment:
            above = ""
    return found


def pins(text: str) -> list[Requirement]:
    """Return the pins of a constraints file or a lock."""
    lines = (line.partition(" \\")[0] for line in text.splitlines())
    return [Requirement(line) for line in lines if re.match(r"\w", line)]


def bounds(requirement: Requirement) -> set[str]:
    """Return the operators of a requirement's version."""
    return {spec.operator for spec in requirement.specifier}


def of_both_files() -> Iterator[tuple[str, Requirement, str]]:
    """Yield every requirement with its file and its reason."""
    for name in FILES:
        for requirement, reason in requirements(read(name)):
            yield name, requirement, reason


@rule
def lower_and_upper_bounds() -> Iterator[str]:
    """Each requirement has a lower and an upper bound."""
    for name, requirement, _ in of_both_files():
        yield from unless(bounds(requirement) == {">=", "<"}, f"{name}: {requirement}")


@rule
def reasons() -> Iterator[str]:
    """Each requirement gives its reason in one line of three words or more."""
    for name, requirement, reason in of_both_files():
        yield from unless(len(reason.split()) >= 3, f"{name}: {requirement.name}: {reason!r}")


@rule
def pinned_inside_bounds() -> Iterator[str]:
    """Each requirement has exact versions in constraints.txt, inside its bounds."""
    versions: dict[str, list[str]] = {}
    for pin in pins(read("constraints.txt")):
        yield from unless(bounds(pin) == {"=="}, f"constraints.txt: {pin} is not exact")
        versions.setdefault(same(pin.name), []).extend(each.version for each in pin.specifier)
    for name, requirement, _ in of_both_files():
        found = versions.get(same(requirement.name), [])
        fits = found and all(requirement.specifier.contains(version) for version in found)
        yield from unless(fits, f"{name}: {requirement}, but constraints.txt has {found}")


@rule
def locked_as_tested() -> Iterator[str]:
    """The lock has the very versions that are tested, with every requirement."""
    lock = {str(pin) for pin in pins(read("requirements.lock"))}
    tested = {str(pin) for pin in pins(read("constraints.txt"))}
    yield from unless(len(lock) > 60, f"requirements.lock: only {len(lock)} pins found")
    yield from different("requirements.lock", lock - tested, set())
    yield from different(
        "requirements.lock", required() - {same(pin.name) for pin in locked()}, set()
    )


def required() -> set[str]:
    """Return the names in requirements.txt, as the index compares them."""
    return {same(each.name) for each, _ in requirements(read("requirements.txt"))}


@rule
def readme_reasons() -> Iterator[str]:
    """The README's table gives the reason for each requirement and no other."""
    table = read("README.md").split("| dependency |")[1].split("\n\n")[0]
    cells = re.findall(r"^\| (\w.*?) \|", table, re.MULTILINE)
    named = {same(name) for cell in cells for name in re.findall(r"[\w-]+", cell)}
    yield from different("README.md", named - {"dask"}, required() - {"tensorflow-cpu"})


@rule
def hashes() -> Iterator[str]:
    """Every pin of the lock has its hashes."""
    blocks = re.split(r"\n(?=\w)", read("requirements.lock"))[1:]
    yield from different("requirements.lock: pins", len(blocks), len(locked()))
    for block in blocks:
        hashed = re.search(r"--hash=sha256:[0-9a-f]{64}", block)
        yield from unless(hashed, f"requirements.lock: {block.splitlines()[0]}")


@rule
def installed_as_locked() -> Iterator[str]:
    """What is installed here is what is locked."""
    versions = {same(each.name): each.version for each in packages()}
    for pin in wanted_here():
        version = versions.get(same(pin.name))
        yield from unless(version and version in pin.specifier, f"{pin}: {version} is installed")


@rule
def licenses() -> Iterator[str]:
    """docs/licenses.md is what ``python -m deploy.licenses`` writes, and we can keep to it."""
    yield from unless(PAGE.read_text("utf-8") == page(), "run python -m deploy.licenses")
    for line in page().split("|---|---|")[1].splitlines():
        for word in TOO_MUCH:
            yield from unless(word not in line, f"docs/licenses.md: {line}")
