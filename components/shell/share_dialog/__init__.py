"""Share: the link to what is shown, to be copied, and as a QR code to be photographed."""

import re
from functools import lru_cache

import segno
import streamlit as st

from components.state.hidden_controls import is_visible
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import widget, widget_event
from models.config import settings
from models.config.public_address import find_public_address

common = Lesson("common")
LINK = re.compile(r"https?://[!-~]{1,2990}")  # as much as a QR code holds
WORDS = ("share", "copy", "copied", "copy by hand", "wide", "try", "close", "link", "made for")


@lru_cache(maxsize=64)
def qr_code(link: str) -> str:
    """Draw a link as a QR code: black on white, whatever the theme, with its quiet margin.

    Raises:
        ValueError: no QR code is large enough.
    """
    code = segno.make(link, error="l", boost_error=False, micro=False)
    return code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff")


def _drawn(link: object) -> dict[str, object]:
    """Draw what the browser says its address is; it may say anything."""
    if not isinstance(link, str) or not LINK.fullmatch(link):
        of = link if isinstance(link, str) else ""
        return {"of": of, "problem": common.format("no qr code")}
    try:
        return {"of": link, "code": qr_code(link)}
    except ValueError:
        return {"of": link, "problem": common.format("no qr code")}


def _room() -> dict[str, str]:
    """Say where others reach the lesson, or in a sentence why they do not."""
    there = find_public_address(settings.read())
    return {"url": there.url, "said": common.format(f"share {there.why}") if there.why else ""}


def share_link(
    key: str, page: str | None = None, query: str | None = None, *, coded: bool = True
) -> None:
    """Show a link with its copy button and its QR code.

    The browser writes the link, as only it knows under which address it came here; where that
    leads to its own computer only, it takes the one others have. It asks for the QR code once
    that is looked at.

    Args:
        key: one a place.
        page: where the link leads, relative to here; None is the address bar's own link,
            behind a button.
        query: what stands behind its "?".
        coded: whether there is a QR code.
    """

    def draw() -> None:
        wanted = widget_event(key, "wanted")
        st.session_state[f"{key}_drawn"] = _drawn(wanted)

    widget("share_dialog")(
        key=key,
        data={
            "page": page,
            "query": query,
            "room": _room(),
            "coded": coded,
            "drawn": st.session_state.get(f"{key}_drawn"),
            "words": {name: common.format(f"share {name}") for name in WORDS},
        },
        on_wanted_change=draw,
    )


@st.fragment
def share() -> None:
    """Offer to share what is shown; on every page, and in nobody's way."""
    if is_visible("share"):
        share_link("share")
