"""Page routing: which addresses are pages, redirects to them, and the 404 page for the rest."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from models.languages import in_language
from server.error_response import send_error
from server.metrics import REFUSALS
from server.notice import MISSING, notice_pages
from server.request_info import header, reader_language
from server.shell import INDEX

STREAMLIT_PREFIXES = (
    "_stcore",
    "media",
)  # first parts of its own addresses; it answers 404 by itself
PUNCTUATION = ".,;:!?)]'*"  # of the sentence around a link, which chats take for the link's end
QUERY_END = re.compile(r"(?:[.,;:!?)\]'*]|%29|%5D)+$", re.IGNORECASE)
ROOT_NAMES = ("", "index")  # names of the first page, beside its own
HTML_HEADERS = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
REDIRECT_HEADERS = [(b"cache-control", b"no-cache"), (b"content-length", b"0")]


class PageRouting:
    """Middleware that redirects to a page's one address, and answers 404 where there is no page.

    Streamlit answers every address with its start page, whose files are not found from there.
    """

    def __init__(
        self, app: ASGIApp, pages: Mapping[str, Callable[[], str]], routes: Sequence[Route]
    ) -> None:
        """Wrap an application.

        Args:
            app: answers the addresses that exist.
            pages: by name what returns the title, in the language of the moment; the first one
                is at ``/``, the others at their name.
            routes: further addresses.
        """
        self.app, self.pages, self.routes = app, pages, routes
        self.first = next(iter(pages))
        folder = INDEX.parent
        self.files = {file.relative_to(folder).as_posix() for file in folder.rglob("*.*")}
        self.files.discard(INDEX.name)
        self.missing = notice_pages(MISSING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope.get("method") not in ("GET", "HEAD") or self.is_no_page(scope):
            await self.app(scope, receive, send)
            return
        path, query = scope["path"], query_suffix(scope)
        if (page := self.find_page(path.strip("/"))) is None:
            await self._send_not_found(scope, send)
        elif (path, query) != (canonical := f"/{self.path_of(page)}", mended := mend_query(query)):
            target = relative_root(path) + canonical[1:] + mended
            location = (b"location", target.encode("latin-1"))
            await send(
                {
                    "type": "http.response.start",
                    "status": 301,
                    "headers": [*REDIRECT_HEADERS, location],
                }
            )
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, send)

    def is_no_page(self, scope: Scope) -> bool:
        """Whether a request is for something other than a page."""
        path = scope["path"]
        return (
            path.startswith("//")
            or path[1:] in self.files
            or path.split("/")[1] in STREAMLIT_PREFIXES
            or any(route.matches(scope)[0] is not Match.NONE for route in self.routes)
        )

    def find_page(self, path: str) -> str | None:
        """Return the page that a path means (`Train`, `train/`, `train.html`); None if none."""
        name = path.rstrip(PUNCTUATION).lower().removesuffix(".html")
        name = self.first if name in ROOT_NAMES else name
        return name if name in self.pages else None

    def path_of(self, page: str) -> str:
        """Return a page's path, without the leading slash."""
        return "" if page == self.first else page

    async def _send_not_found(self, scope: Scope, send: Send) -> None:
        REFUSALS.labels("status 404").inc()
        if "text/html" not in (header(scope, b"accept") or ""):  # a program, or a page's script
            await send_error(scope, send, 404)
            return
        first_part = scope["path"].split("/")[1].lower()
        similar = get_close_matches(first_part, self.pages, n=1)
        language = reader_language(scope)
        with in_language(language):
            titles = {page: escape(self.pages[page]()) for page in (*similar, self.first)}
        to_root, query = relative_root(scope["path"]), escape(query_suffix(scope))
        links = (
            f'<a href="{to_root}{self.path_of(page)}{query}">{title}</a>'
            for page, title in titles.items()
        )
        body = self.missing[language].replace("[[ways]]", "\n".join(links))
        await send_error(scope, send, 404, body.encode(), HTML_HEADERS)


def favicon_route(file: Path) -> Route:
    """Return the route at which browsers look for an icon where a response names none."""

    async def send_file(_: Request) -> FileResponse:
        return FileResponse(file)

    return Route("/favicon.ico", send_file, methods=["GET"])


def relative_root(path: str) -> str:
    """Return the relative link from a path to the first page, independent of a proxy's prefix.

    >>> relative_root("/Train"), relative_root("/train/"), relative_root("/train/x/y")
    ('./', '../', '../../')
    """
    return "../" * (path.count("/") - 1) or "./"


def mend_query(query: str) -> str:
    """Return a query without the end of a sentence, and with its ampersands plain.

    >>> mend_query("?seed=3&amp;hide=a.b).")
    '?seed=3&hide=a.b'
    """
    return QUERY_END.sub("", re.sub(r"&(?:amp;)+", "&", query))


def query_suffix(scope: Scope) -> str:
    """Return a request's query with its question mark, unchanged, or ""."""
    query = scope["query_string"].decode("latin-1")
    return f"?{query}" if query else ""
