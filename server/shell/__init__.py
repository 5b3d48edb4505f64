"""Page shell: the HTML before Streamlit's front end runs, with first paint, notices and guards.

Each script in this folder runs before Streamlit's, on its own: one that fails stops no other.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.languages import HEADER, LANGUAGES, ORIGINAL, in_every_language
from server.request_info import header, reader_language

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
FIRST_ELEMENTS = ("BidiComponent", "PageLink")  # of which each page is made
IMPORT = re.compile(r"""from"\./([^"]+)\"""")
NOTICES = "connection.html"  # of each language
THEMES = ROOT / ".streamlit" / "config.toml"
# With these Streamlit would answer with a range of its own page, or with 304.
CONDITIONAL_HEADERS = {b"if-none-match", b"if-modified-since", b"if-range", b"range"}


@cache
def page_html(language: str = ORIGINAL, style: str = "") -> bytes:
    """Return Streamlit's page with our style, scripts and sentences in it.

    Args:
        language: of the sentences.
        style: CSS of what Streamlit will draw; it comes after Streamlit's own.

    Raises:
        ValueError: Streamlit's page lacks what is to be replaced.
    """
    files = [file.read_text("utf-8") for file in sorted(FOLDER.glob("*.js"))]
    scripts = "\n".join(f"<script>\n{script}</script>" for script in files)
    first_paint = f"<style>\n{color_rules()}{(FOLDER / 'shell.css').read_text('utf-8')}</style>"
    notice, html, rest = INDEX.read_text("utf-8").partition("<!DOCTYPE html>")
    html_out = notice + html + re.sub(r"<!--.*?-->", "", rest, flags=re.DOTALL)
    for first, last, replacement in (
        ("<title>", "</title>", f"<title>Unrolled</title>\n{first_paint}"),
        ('<link rel="service-desc"', "/>", ""),  # of an address that is closed here
        ("<noscript>", "</noscript>", in_every_language(NOTICES)[language]),
        ('<html lang="', '"', f'<html lang="{language}"'),
        # What Streamlit loads is asked for before our scripts run, and they run before its style
        # sheet has come, for which scripts below it would wait.
        ('<link rel="stylesheet"', " ", f'{scripts}\n    <link rel="stylesheet" '),
        ("</body", ">", f"<style>\n{style}</style></body>" if style else "</body>"),
    ):
        before, start_found, rest = html_out.partition(first)
        _, end_found, after = rest.partition(last)
        if not (start_found and end_found):
            raise ValueError(f"Streamlit's page has no {first}…{last} any more")
        html_out = before + replacement + after
    return html_out.encode()


def color_rules() -> str:
    """Return the theme's colors as CSS rules, so that they apply from the first paint on."""
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


def preloading(page: bytes, addresses: Sequence[str]) -> bytes:
    """Return a page that fetches modules while it waits for the server (`late_modules.js`).

    Their own importer would ask for them only once the page's first run has arrived: 2 s later on
    a line of 400 ms.

    Args:
        page: its HTML.
        addresses: of the modules.
    """
    every = (*streamlit_modules(), *addresses)
    links = (
        f'<link data-late fetchpriority="low" crossorigin href="{address}">' for address in every
    )
    return page.replace(b"</head>", "".join((*links, "</head>")).encode(), 1)


@cache
def streamlit_modules() -> list[str]:
    """Return the addresses of the modules that Streamlit loads for its first elements.

    Raises:
        ValueError: Streamlit has no such module any more.
    """
    folder, at_once = INDEX.parent / "static" / "js", INDEX.read_text("utf-8")
    found: list[str] = []
    for name in FIRST_ELEMENTS:
        files = sorted(folder.glob(f"{name}.*.js"))
        if len(files) != 1:
            raise ValueError(f"Streamlit has no one module {name} any more")
        waiting = [files[0].name]
        while waiting:
            module = waiting.pop(0)
            if module not in at_once and module not in found:
                found.append(module)
                waiting += IMPORT.findall((folder / module).read_text("utf-8"))
    return [f"./static/js/{module}" for module in found]


def with_etag(page: bytes) -> tuple[bytes, bytes]:
    """Return a page and its tag, which changes with it."""
    return page, f'"{hashlib.sha256(page).hexdigest()[:16]}"'.encode()


class Shell:
    """Middleware that sends our page wherever Streamlit would send its own."""

    def __init__(
        self,
        app: ASGIApp,
        modules: Mapping[str, Sequence[str]] | None = None,
        style: str = "",
    ) -> None:
        """Set up the middleware.

        Args:
            app: what it wraps.
            modules: addresses of the modules that a page is likely to load, by its path's name.
            style: CSS of what pages draw.
        """
        self.app = app
        self.default = {each: with_etag(page_html(each, style)) for each in LANGUAGES}
        self.pages = {
            (name, language): with_etag(preloading(page_html(language, style), addresses))
            for name, addresses in (modules or {}).items()
            for language in LANGUAGES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_replaced(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and is_streamlit_page(message):
                replaced = True
                await self._send_page(scope, send)
            elif not replaced:
                await send(message)

        await self.app(unconditional(scope), receive, send_replaced)

    async def _send_page(self, scope: Scope, send: Send) -> None:
        """Send our page, or 304 if the browser has it."""
        language = reader_language(scope)
        name = scope["path"].strip("/")
        page, etag = self.pages.get((name, language), self.default[language])
        is_cached = etag.decode() in (header(scope, b"if-none-match") or "")
        headers = [
            (b"etag", etag),
            (b"cache-control", b"no-cache"),
            (b"vary", HEADER.encode()),
        ]
        body = b"" if is_cached or scope["method"] == "HEAD" else page
        if not is_cached:
            size = str(len(page)).encode()
            headers += [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", size)]
        status = 304 if is_cached else 200
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def is_streamlit_page(start: Message) -> bool:
    """Whether a response is Streamlit's page."""
    kind = next((value for key, value in start["headers"] if key.lower() == b"content-type"), b"")
    return start["status"] == 200 and kind.startswith(b"text/html")


def unconditional(scope: Scope) -> Scope:
    """Return the scope of an unconditional request for a page; files may be asked for in ranges."""
    if scope["path"].startswith(("/static/", "/media/")):
        return scope
    return {
        **scope,
        "headers": [pair for pair in scope["headers"] if pair[0] not in CONDITIONAL_HEADERS],
    }
