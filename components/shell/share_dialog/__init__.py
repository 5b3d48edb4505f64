"""Share dialog: the link to what is shown, to be copied or photographed as a QR code."""

import re
from contextlib import suppress
from functools import lru_cache

import segno
import streamlit as st

from components.state.hidden_controls import is_visible
from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget, widget_event
from models.config import settings
from models.config.public_address import find_public_address

LINK = re.compile(r"https?://[!-~]{1,2990}")  # the longest that fits in a QR code


@lru_cache(maxsize=64)
def qr_code(link: str) -> str:
    """Return a link's QR code as svg: black on white in every theme, with its quiet margin.

    Raises:
        ValueError: no QR code is large enough.
    """
    code = segno.make(link, error="l", boost_error=False, micro=False)
    return code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff")


def _qr_code_payload(link: object) -> dict[str, object]:
    """Return the QR code of a link that a browser sent, which may be forged, or an error."""
    if isinstance(link, str) and LINK.fullmatch(link):
        with suppress(ValueError):
            return {"link": link, "svg": qr_code(link)}
    return {"link": link if isinstance(link, str) else "", "error": COMMON.format("no qr code")}


def _public_address_payload() -> dict[str, str]:
    """Return the address at which others reach the lesson, or a notice that they do not."""
    found = find_public_address(settings.read())
    return {"url": found.url, "notice": COMMON.format(f"share {found.why}") if found.why else ""}


def share_link(
    key: str, page: str | None = None, query: str | None = None, *, with_qr_code: bool = True
) -> None:
    """Show a link with its copy button and its QR code.

    The browser composes the link, as only it knows the address under which it reaches the lesson;
    where that leads to its own computer only, it uses the public one. It requests the QR code
    once the link is shown.

    Args:
        key: the widget's.
        page: where the link leads, relative to here; None is the address bar's own link,
            behind a button.
        query: what stands behind its "?".
        with_qr_code: whether to show one.
    """

    def on_request() -> None:
        st.session_state[f"{key}_qr_code"] = _qr_code_payload(widget_event(key, "requested"))

    widget("share_dialog")(
        key=key,
        data={
            "page": page,
            "query": query,
            "publicAddress": _public_address_payload(),
            "withQrCode": with_qr_code,
            "qrCode": st.session_state.get(f"{key}_qr_code"),
            "words": COMMON.words("share"),
        },
        on_requested_change=on_request,
    )


@st.fragment
def share() -> None:
    """Show the share button, which every page has."""
    if is_visible("share"):
        share_link("share")
