"""Every widget is whole, plays where its script plays, and asks nothing of the network."""

import re
from collections.abc import Iterator

from checks.rules import relative, rule, unless
from components.shell.tour import TARGETS
from components.ui.payloads import declarations
from components.ui.widget_bridge import COMPONENTS, PLAYER, widget_folders

NETWORK = ("http:", "https:", "fetch(", "XMLHttpRequest", "WebSocket")
STYLES = (*NETWORK, "@import")  # which in a script is a type's
FETCHES = "network_file.js"
SVG = "http://www.w3.org/2000/svg"  # a name, not an address


@rule
def widget_files() -> Iterator[str]:
    """Every widget has its HTML, its style and its script."""
    yield from unless(len(widget_folders()) > 10, f"only {len(widget_folders())} widgets found")
    for folder in widget_folders().values():
        for name in ("view.html", "view.css", "view.js"):
            file = folder / name
            whole = file.is_file() and file.read_text("utf-8").strip()
            yield from unless(whole, f"{relative(file)} is missing or empty")


@rule
def player() -> Iterator[str]:
    """A widget has the player exactly where its script plays."""
    for folder in widget_folders().values():
        players = (folder / "view.html").read_text("utf-8").count(PLAYER)
        plays = "createPlayer(" in (folder / "view.js").read_text("utf-8")
        yield from unless(players == int(plays), f"{relative(folder)}: {players} players")


@rule
def payload_types() -> Iterator[str]:
    """What TypeScript knows of each widget's payload is what Python says of it."""
    for file, text in declarations().items():
        same = file.is_file() and file.read_text("utf-8") == text
        yield from unless(same, f"{relative(file)} is not what payload.py says: make format")


@rule
def no_network() -> Iterator[str]:
    """No widget asks anything of the network, but for the file of a network to compute with."""
    for folder in (*widget_folders().values(), COMPONENTS / "ui" / "js"):
        for file in folder.rglob("*.*"):
            if file.suffix in {".html", ".css", ".js"}:
                text = file.read_text("utf-8").replace(SVG, "")
                if file.name == FETCHES:
                    text = text.replace("fetch(", "")
                for way in STYLES if file.suffix == ".css" else NETWORK:
                    yield from unless(way not in text, f"{relative(file)}: {way}")


@rule
def tour_targets() -> Iterator[str]:
    """Every widget that a page's tour points at exists."""
    html = "".join(
        (folder / "view.html").read_text("utf-8") for folder in widget_folders().values()
    )
    for target, selector in TARGETS.items():
        for name in re.findall(r"\.widget\.(\w+)", selector):
            yield from unless(f'class="widget {name}"' in html, f"tour: {target}: no {name}")
