"""Fonts: subsets of Streamlit's, made by `python -m data.make_fonts`, served in their place."""

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.request_info import header

FONTS = Path(__file__).parent.parent / "data" / "fonts"
MEDIA_PATH = "/static/media/"


class SmallFonts:
    """Middleware that answers with the subsets, which have the originals' file names."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.fonts = {MEDIA_PATH + file.name: file.read_bytes() for file in FONTS.glob("*.woff2")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        font = self.fonts.get(scope.get("path", ""))
        if font is None or scope.get("method") not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        tag = f'"{hashlib.sha256(font).hexdigest()[:16]}"'
        # Revalidated each time: the next subset, with another letter in it, has the same name.
        headers = {"etag": tag, "cache-control": "no-cache"}
        if header(scope, b"if-none-match") == tag:
            response = Response(status_code=304, headers=headers)
        else:
            response = Response(font, media_type="font/woff2", headers=headers)
        await response(scope, receive, send)
