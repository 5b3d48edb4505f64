"""Widget bridge: registers the browser's widgets, a folder each with html, css and js."""

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from components.ui.lesson_text import COMMON
from components.ui.widget_bundles import SHARED_BUNDLE, bundle_of
from components.ui.widget_scripts import (
    COMPONENTS,
    LOADER,
    MAX_RETRIES,
    SHARED,
    SHARED_STYLE,
    digest,
    style_module,
)
from models.languages import LANGUAGES, in_language
from models.texts import LearnerError

# Inert until script and style are loaded; and what it shows changes too often to be translated.
WAITING = (
    '<div data-waiting inert translate="no" style="display: contents; visibility: hidden">{}</div>'
)
PLAYER = "<!-- player -->"  # in the html of a widget that plays steps


@cache
def widget_folders() -> dict[str, Path]:
    """Return every widget's folder by its name, which is unique."""
    return {file.parent.name: file.parent for file in sorted(COMPONENTS.glob("*/*/view.js"))}


def _in_every_language(key: str) -> dict[str, str]:
    """Return a label of all pages by language, where what shows it is made once for all."""
    texts = {}
    for language in LANGUAGES:
        with in_language(language):
            texts[language] = COMMON.label(key)
    return texts


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def widget(folder: str) -> Callable[..., Any]:
    """Register the widget in a folder of that name, once a process.

    What widgets share (colors, number formats, decoding) is in ``components/ui/js``. Streamlit
    sends html, css and js with every change of the data, so the js only names the scripts and
    styles: on /network this leaves a third of what a stroke of the pen would bring back.
    """
    where = widget_folders()[folder]
    filled = {
        "<digest>": digest(),
        "<retries>": str(MAX_RETRIES),
        "<missing>": json.dumps(_in_every_language("part missing")),
        "<bundles>": " ".join(dict.fromkeys((SHARED_BUNDLE, bundle_of(folder)))),
        "<script>": (where / "view.js").relative_to(COMPONENTS).as_posix(),
        "<styles>": " ".join(map(style_module, (SHARED_STYLE, where / "view.css"))),
    }
    loader = _read(LOADER)
    for gap, text in filled.items():
        loader = loader.replace(json.dumps(gap), json.dumps(text))
    return st.components.v2.component(  # pyright: ignore[reportAttributeAccessIssue] - loaded lazily
        f"unrolled_{folder}",
        html=WAITING.format(
            _read(where / "view.html").replace(PLAYER, _read(SHARED / "player.html"))
        ),
        js=loader,
    )


def widget_event(key: str, name: str) -> Any:
    """Return the event that a widget has just sent.

    Args:
        key: the widget's.
        name: of the event.

    Returns:
        None also where the page was left before the event arrived.
    """
    return (st.session_state.get(key) or {}).get(name)


def last_event_number(state: Mapping[str, object] | None, name: str) -> int:
    """Return the number of the last event that arrived, which acknowledges it; 0 is none.

    A widget sends its next event only after this, so that none is lost.

    Args:
        state: the widget's, from the session; None before it was shown.
        name: of the event.
    """
    report = (state or {}).get(name)
    number = report.get("nth") if isinstance(report, dict) else None
    return number if type(number) is int and 0 <= number < 2**53 else 0


def packed(levels: np.ndarray) -> str:
    """Return bytes as base64, the shortest form in which an image travels.

    Args:
        levels: uint8 of any shape.
    """
    return base64.b64encode(np.ascontiguousarray(levels, dtype=np.uint8).tobytes()).decode("ascii")


def unpacked(text: object, count: int) -> np.ndarray:
    """Decode bytes that a browser sent, which may be forged.

    Args:
        text: base64 of exactly ``count`` bytes.

    Raises:
        ValueError: not text, not base64, or another number of bytes.
    """
    # Base64 writes three bytes as four letters; a longer text cannot be right and is not decoded.
    if not isinstance(text, str) or len(text) > 4 * (count // 3 + 1):
        raise LearnerError("no drawing")
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        raise LearnerError("no drawing") from None
    if len(content) != count:
        raise LearnerError("no drawing")
    return np.frombuffer(content, dtype=np.uint8)
