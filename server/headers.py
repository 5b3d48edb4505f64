"""Headers: what a browser may do with the lesson's pages, on every answer."""

import base64
import hashlib
import re
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import shell
from server.refusal import PLAIN, REFUSED, sentence

# What Streamlit needs, found by opening every page in a real Chromium: it styles by inline rules,
# runs our widgets' scripts from blobs, its tables are WebAssembly, and the camera's photograph is
# fetched from a data: address; nothing comes from outside.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data:",
    "media-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'none'",
    "object-src": "'none'",
}
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # an address holds a drawing
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), "
    "serial=(), midi=(), display-capture=()",
    "cross-origin-opener-policy": "same-origin",
}
FULL = Path(__file__).parent.parent / "lessons" / "en" / "full.html"
# What can be no page has no use for a page's rules, and a page has a hundred such files; a script
# may be a worker's, which then has these.
FILES = (b"text/javascript", b"application/javascript", b"text/css", b"font/")
OF_WORKERS = ("default-src", "script-src", "connect-src", "worker-src")
KEPT = {b"allow", b"retry-after", b"content-range"}  # of an answer whose body is replaced


class Headers:
    """Adds the headers, takes out what tells too much, and says errors in our own words."""

    def __init__(self, app: ASGIApp, embedders: tuple[str, ...] = ()) -> None:
        self.app = app
        ancestors = " ".join(("'self'", *embedders))
        pages = (shell.page(), FULL.read_bytes())
        inline = (script for page in pages for script in inline_scripts(page))
        scripts = " ".join((POLICY["script-src"], *inline))
        policy = POLICY | {"script-src": scripts, "frame-ancestors": ancestors}
        self.added = headers(ALWAYS, policy)
        only = {key: ALWAYS[key] for key in ("x-content-type-options", "referrer-policy")}
        self.of_files = headers(only, {key: POLICY[key] for key in OF_WORKERS})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        replaced = False

        async def answer(message: Message) -> None:
            nonlocal replaced
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                replaced = message["status"] >= 400 and not message.pop(REFUSED, False)
                kept = KEPT.__contains__ if replaced else lambda key: not key.startswith(b"access-")
                told = [pair for pair in message["headers"] if kept(pair[0].lower())]
                if replaced:
                    body = sentence(message["status"])
                    told += [*PLAIN, (b"content-length", str(len(body)).encode())]
                added = self.of_files if is_file(told) else self.added
                await send({**message, "headers": [*told, *added]})
                if replaced:
                    shown = b"" if scope.get("method") == "HEAD" else body
                    kind = message["type"].removesuffix("start")
                    await send({"type": f"{kind}body", "body": shown})
            elif not (replaced and message["type"].endswith("response.body")):
                await send(message)

        await self.app(scope, receive, answer if scope["type"] != "lifespan" else send)


def headers(always: dict[str, str], policy: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Write headers as a server sends them."""
    whole = "; ".join(f"{key} {value}" for key, value in policy.items())
    said = always | {"content-security-policy": whole}
    return [(key.encode(), value.encode()) for key, value in said.items()]


def is_file(told: list[tuple[bytes, bytes]]) -> bool:
    """Whether an answer with these headers is part of a page, and can be none itself."""
    kind = next((value for key, value in told if key.lower() == b"content-type"), b"")
    return kind.startswith(FILES)


def inline_scripts(page: bytes) -> list[str]:
    """Name the scripts that stand in a page of the server's, by what they hold.

    >>> inline_scripts(b"<script src='a.js'></script><script>go()</script>")
    ["'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"]
    """
    found = re.findall(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in found)
    return [f"'sha256-{digest}'" for digest in digests]
