"""No link in a text of ours is dead, and the README lists the pages that exist."""

import re
from collections.abc import Iterator
from pathlib import Path

from checks.rules import different, read, relative, rule
from checks.words import TEXTS
from components.nav.navigation import CONTENTS
from models.languages import LESSONS


def dead_links(path: Path) -> Iterator[str]:
    """Yield every address in a text of ours that leads to no file and no page of ours."""
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        file = re.split(r"[#?]", target)[0]
        if re.match(r"\w+:", target) or not file.strip("./"):
            continue
        exists = (
            file.strip("/") in {"", *(entry.name for entry in CONTENTS)}
            if file.startswith("/") or path.parent.parent == LESSONS
            else (path.parent / file).exists()
        )
        if not exists:
            yield target


@rule
def links() -> Iterator[str]:
    """Every link between our texts leads to a file or a page."""
    for path in TEXTS:
        for target in dead_links(path):
            yield f"{relative(path)}: {target}"


@rule
def readme_pages() -> Iterator[str]:
    """The README's table names every page and no other."""
    named = set(re.findall(r"^\| `/(\w*)` \|", read("README.md"), re.MULTILINE))
    yield from different("README.md", named, {"", *(entry.name for entry in CONTENTS[1:])})
