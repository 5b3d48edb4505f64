"""Browser widgets: a folder each, with its picture (html, css) and its hand (js)."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

COMPONENTS = Path(__file__).parents[1]
SHARED = "js"  # the folder of what all widgets need
# For its script; and what it shows changes too often for a browser to translate it.
WAITING = '<div data-waiting inert translate="no" style="display: contents">{}</div>'
PLAYER = "<!-- player -->"  # a widget that tells something in steps says so in its html


@cache
def widget_folders() -> dict[str, Path]:
    """Find every widget's folder, by its name, which no other one has."""
    return {file.parent.name: file.parent for file in sorted(COMPONENTS.glob("*/*/view.js"))}


def _read(folder: str, file: str) -> str:
    where = COMPONENTS / "ui" / SHARED if folder == SHARED else widget_folders()[folder]
    return (where / file).read_text(encoding="utf-8")


@cache
def _script(folder: str) -> str:
    """A widget's script: what all share, its own helpers in the order of their names, its hand."""
    files = sorted(
        widget_folders()[folder].glob("*.js"), key=lambda file: (file.name == "view.js", file)
    )
    return _read(SHARED, "shared.js") + "".join(_read(folder, file.name) for file in files)


def _name(folder: str, script: str) -> str:
    """Name a script so that another one has another name: browsers keep it for good."""
    return f"{folder}.{hashlib.sha256(script.encode()).hexdigest()[:16]}.js"


def scripts() -> dict[str, str]:
    """Every widget's script, by the name under which the server hands it out."""
    said = {folder: _script(folder) for folder in widget_folders()}
    return {_name(folder, script): script for folder, script in said.items()}


@cache
def widget(folder: str) -> Callable[..., Any]:
    """Register the widget that lives in a folder of that name, once a process.

    What all widgets need (colours, number formats, decoding) is in ``components/ui/js``
    and comes before each widget's own script and style. Streamlit sends html, css and js
    with every change of the data, so the js only says where the script is.
    """
    return st.components.v2.component(
        f"unrolled_{folder}",
        html=WAITING.format(
            _read(folder, "view.html").replace(PLAYER, _read(SHARED, "player.html"))
        ),
        css=_read(SHARED, "shared.css") + _read(folder, "view.css"),
        js=_read(SHARED, "load.js").replace("<name>", _name(folder, _script(folder))),
    )


def reported(key: str, name: str) -> Any:
    """Give what a widget has just reported.

    Args:
        key: the widget's.
        name: of the report.

    Returns:
        None also where its page was left before the report came, and it cannot be read any more.
    """
    return (st.session_state.get(key) or {}).get(name)


def heard(state: Mapping[str, object] | None, name: str) -> int:
    """Say which of a widget's reports has come, by its number; 0 is none.

    Until then the widget sends no other one, so each is told of, whatever else it holds.

    Args:
        state: the widget's, from the session; None before it was shown.
        name: what it reports.
    """
    report = (state or {}).get(name)
    number = report.get("nth") if isinstance(report, dict) else None
    return number if type(number) is int and 0 <= number < 2**53 else 0


def packed(levels: np.ndarray) -> str:
    """Write bytes as base64, the shortest way for an image to reach the browser.

    Args:
        levels: uint8 of any shape.
    """
    return base64.b64encode(np.ascontiguousarray(levels, dtype=np.uint8).tobytes()).decode("ascii")


def unpacked(text: object, count: int) -> np.ndarray:
    """Read bytes a browser sent; whatever it sent, never trust it.

    Args:
        text: base64 of exactly ``count`` bytes.

    Raises:
        ValueError: not text, not base64, or another number of bytes.
    """
    # Base64 writes three bytes as four letters; a longer text cannot be right and is not decoded.
    if not isinstance(text, str) or len(text) > 4 * (count // 3 + 1):
        raise ValueError(f"the drawing pad sent something that is not a drawing of {count} values")
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        raise ValueError("the drawing pad sent something that is not a drawing") from None
    if len(content) != count:
        raise ValueError(f"a drawing here has {count} values, the pad sent {len(content)}")
    return np.frombuffer(content, dtype=np.uint8)
