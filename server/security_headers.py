"""Security headers on every response, and error responses in plain sentences."""

import base64
import hashlib
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import shell
from server.error_response import HAS_SENTENCE, PLAIN_TEXT, error_sentence, for_reader
from server.notice import FULL, notice_pages

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
# A subresource needs none of a page's rules, and a page has a hundred of them; a script may be a
# worker's, which needs these directives.
FILE_TYPES = (b"text/javascript", b"application/javascript", b"text/css", b"font/")
WORKER_DIRECTIVES = ("default-src", "script-src", "connect-src", "worker-src")
KEPT_OF_REPLACED = {
    b"allow",
    b"retry-after",
    b"content-range",
}  # headers of a response whose body is replaced


class SecurityHeaders:
    """Middleware that adds the headers and replaces the text of others' error responses."""

    def __init__(self, app: ASGIApp, embedders: tuple[str, ...] = ()) -> None:
        self.app = app
        ancestors = " ".join(("'self'", *embedders))
        pages = (
            page
            for language, full in notice_pages(FULL).items()
            for page in (shell.page_html(language), full.encode())
        )
        inline = dict.fromkeys(script for page in pages for script in inline_scripts(page))
        scripts = " ".join((POLICY["script-src"], *inline))
        policy = POLICY | {"script-src": scripts, "frame-ancestors": ancestors}
        self.page_headers = encoded_headers(ALWAYS, policy)
        only = {key: ALWAYS[key] for key in ("x-content-type-options", "referrer-policy")}
        self.file_headers = encoded_headers(only, {key: POLICY[key] for key in WORKER_DIRECTIVES})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        replaced, body = False, b""

        async def send_with_headers(message: Message) -> None:
            nonlocal replaced, body
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                replaced = message["status"] >= 400 and not message.pop(HAS_SENTENCE, False)
                kept = (
                    KEPT_OF_REPLACED.__contains__
                    if replaced
                    else lambda key: not key.startswith(b"access-")
                )
                headers = [pair for pair in message["headers"] if kept(pair[0].lower())]
                if replaced:
                    body = for_reader(error_sentence(message["status"]), scope)
                    headers += [*PLAIN_TEXT, (b"content-length", str(len(body)).encode())]
                added = self.file_headers if is_subresource(headers) else self.page_headers
                await send({**message, "headers": [*headers, *added]})
                if replaced:
                    sent = b"" if scope.get("method") == "HEAD" else body
                    kind = message["type"].removesuffix("start")
                    await send({"type": f"{kind}body", "body": sent})
            elif not (replaced and message["type"].endswith("response.body")):
                await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] != "lifespan" else send)


def encoded_headers(always: dict[str, str], policy: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Return headers, with the policy among them, as ASGI has them."""
    directives = "; ".join(f"{key} {value}" for key, value in policy.items())
    values = always | {"content-security-policy": directives}
    return [(key.encode(), value.encode()) for key, value in values.items()]


def is_subresource(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether a response with these headers is part of a page, and cannot be one itself."""
    kind = next((value for key, value in headers if key.lower() == b"content-type"), b"")
    return kind.startswith(FILE_TYPES)


def inline_scripts(page: bytes) -> list[str]:
    """Return the sources, by digest, of the scripts inside a page of the server's.

    >>> inline_scripts(b"<script src='a.js'></script><script>go()</script>")
    ["'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"]
    """
    found = re.findall(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in found)
    return [f"'sha256-{digest}'" for digest in digests]
