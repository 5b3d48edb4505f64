"""Icons: hands out a small copy of Streamlit's icon font, made by `python -m data.icons`."""

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.refusal import header

COPIES = Path(__file__).parent.parent / "data" / "fonts"
PLACE = "/static/media/"


class Icons:
    """Answers with a copy where its original is asked for: they bear the same name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.copies = {PLACE + file.name: file.read_bytes() for file in COPIES.glob("*.woff2")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        copy = self.copies.get(scope.get("path", ""))
        if copy is None or scope.get("method") not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        tag = f'"{hashlib.sha256(copy).hexdigest()[:16]}"'
        # Asked for anew each time: the next copy, with another icon in it, bears the same name.
        headers = {"etag": tag, "cache-control": "no-cache"}
        if header(scope, b"if-none-match") == tag:
            answer = Response(status_code=304, headers=headers)
        else:
            answer = Response(copy, media_type="font/woff2", headers=headers)
        await answer(scope, receive, send)
