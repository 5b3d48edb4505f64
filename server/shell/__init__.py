"""Shell: the page as it comes, before Streamlit's front end runs: first paint, notices, guards.

Each script in this folder runs before Streamlit's, on its own: one that fails stops no other.
"""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.refusal import header

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
NOTICES = ROOT / "lessons" / "en" / "connection.html"
THEMES = ROOT / ".streamlit" / "config.toml"
# With these a browser would get a part of Streamlit's page, or hear that it has it already.
CONDITIONS = {b"if-none-match", b"if-modified-since", b"if-range", b"range"}


@cache
def page() -> bytes:
    """Put our style, scripts and sentences into Streamlit's own page.

    Raises:
        ValueError: Streamlit's page has not what is to be replaced.
    """
    files = [file.read_text("utf-8") for file in sorted(HERE.glob("*.js"))]
    scripts = [f"<script>\n{script}</script>" for script in files]
    style = f"<style>\n{colours()}{(HERE / 'shell.css').read_text('utf-8')}</style>"
    licence, html, rest = INDEX.read_text("utf-8").partition("<!DOCTYPE html>")
    made = licence + html + re.sub(r"<!--.*?-->", "", rest, flags=re.DOTALL)
    for first, last, ours in (
        ("<title>", "</title>", "\n".join(["<title>Unrolled</title>", style, *scripts])),
        ('<link rel="service-desc"', "/>", ""),  # of something that is closed here
        ("<noscript>", "</noscript>", NOTICES.read_text("utf-8")),
    ):
        before, found, rest = made.partition(first)
        _, ended, after = rest.partition(last)
        if not (found and ended):
            raise ValueError(f"Streamlit's page has no {first}…{last} any more")
        made = before + ours + after
    return made.encode()


def colours() -> str:
    """Write the theme's colours as rules, so that they are there from the first paint on."""
    themes = tomllib.loads(THEMES.read_text("utf-8"))["theme"]
    light, dark = (_rule(themes[name]) for name in ("light", "dark"))
    rules = (
        f":root {light}",
        f"@media (prefers-color-scheme: dark) {{ :root {dark} }}",
        f':root[data-theme="Light"] {light}',
        f':root[data-theme="Dark"] {dark}',
    )
    return "\n".join((*rules, ""))


def _rule(theme: dict[str, str]) -> str:
    names = {"paper": "backgroundColor", "ink": "textColor", "line": "primaryColor"}
    return "{ " + " ".join(f"--{name}: {theme[key]};" for name, key in names.items()) + " }"


class Shell:
    """Hands out our page wherever Streamlit would hand out its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.page = app, page()
        self.tag = f'"{hashlib.sha256(self.page).hexdigest()[:16]}"'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def answer(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and is_streamlits_page(message):
                replaced = True
                await self.show(scope, send)
            elif not replaced:
                await send(message)

        await self.app(unconditional(scope), receive, answer)

    async def show(self, scope: Scope, send: Send) -> None:
        """Answer with our page, or say that the browser has it."""
        has_it = self.tag.decode() in (header(scope, b"if-none-match") or "")
        headers = [(b"etag", self.tag), (b"cache-control", b"no-cache")]
        body = b"" if has_it or scope["method"] == "HEAD" else self.page
        if not has_it:
            size = str(len(self.page)).encode()
            headers += [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", size)]
        status = 304 if has_it else 200
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def is_streamlits_page(start: Message) -> bool:
    """Whether an answer that begins so is Streamlit's page."""
    kind = next((value for key, value in start["headers"] if key.lower() == b"content-type"), b"")
    return start["status"] == 200 and kind.startswith(b"text/html")


def unconditional(scope: Scope) -> Scope:
    """Ask for a page as one that was never here; a file may come in parts, or be here already."""
    if scope["path"].startswith(("/static/", "/media/")):
        return scope
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in CONDITIONS]}
