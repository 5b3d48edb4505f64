"""Addresses: which pages and files there are, and what is answered to a request for any other."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from server.metrics import REFUSALS
from server.refusal import header, refuse
from server.shell import INDEX

MISSING = Path(__file__).parent.parent / "lessons" / "en" / "missing.html"
STREAMLITS = ("_stcore", "media")  # first parts of its own addresses, which it refuses by itself
ROOT = ("", "index")  # the first page's names, beside its own
HTML = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
LEAD = [(b"cache-control", b"no-cache"), (b"content-length", b"0")]


class Addresses:
    """Leads to the page that an address means, and says so where it means none.

    Streamlit answers every address with its start page, whose files are not found from there.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, str], routes: Sequence[Route]) -> None:
        """Keep what there is.

        Args:
            app: answers where there is something.
            pages: titles by name; the first one is at ``/``, the others at their name.
            routes: further addresses.
        """
        self.app, self.pages, self.routes = app, pages, routes
        self.first = next(iter(pages))
        folder = INDEX.parent
        self.files = {file.relative_to(folder).as_posix() for file in folder.rglob("*.*")}
        self.files.discard(INDEX.name)
        self.missing = MISSING.read_text(encoding="utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope.get("method") not in ("GET", "HEAD") or self.is_other(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if (page := self.page_at(path.strip("/"))) is None:
            await self._say_missing(scope, send)
        elif path != (right := f"/{self.place_of(page)}"):
            to = back(path) + right[1:] + asked(scope)
            where = (b"location", to.encode("latin-1"))
            await send({"type": "http.response.start", "status": 301, "headers": [*LEAD, where]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, send)

    def is_other(self, scope: Scope) -> bool:
        """Whether something is asked for that is no page, or that Streamlit refuses by itself."""
        path = scope["path"]
        return (
            path.startswith("//")
            or path[1:] in self.files
            or path.split("/")[1] in STREAMLITS
            or any(route.matches(scope)[0] is not Match.NONE for route in self.routes)
        )

    def page_at(self, place: str) -> str | None:
        """Find the page that an address means: ``/Train``, ``/train/`` and ``/train.html``."""
        name = place.lower().removesuffix(".html")
        name = self.first if name in ROOT else name
        return name if name in self.pages else None

    def place_of(self, page: str) -> str:
        """Say where a page is."""
        return "" if page == self.first else page

    async def _say_missing(self, scope: Scope, send: Send) -> None:
        REFUSALS.labels("status 404").inc()
        if "text/html" not in (header(scope, b"accept") or ""):  # a program, or a page's script
            await refuse(scope, send, 404)
            return
        begins = scope["path"].split("/")[1].lower()
        likely = get_close_matches(begins, self.pages, n=1)
        ways = {page: escape(self.pages[page]) for page in (*likely, self.first)}
        to_root, query = back(scope["path"]), escape(asked(scope))
        links = (
            f'<a href="{to_root}{self.place_of(page)}{query}">{title}</a>'
            for page, title in ways.items()
        )
        body = self.missing.replace("[[ways]]", "\n".join(links))
        await refuse(scope, send, 404, body.encode(), HTML)


def icon(file: Path) -> Route:
    """Make the address at which browsers look for a picture of an answer that names none."""

    async def picture(_: Request) -> FileResponse:
        return FileResponse(file)

    return Route("/favicon.ico", picture, methods=["GET"])


def back(path: str) -> str:
    """Say how to come from an address to the first page, whatever a proxy put before both.

    >>> back("/Train"), back("/train/"), back("/train/x/y")
    ('./', '../', '../../')
    """
    return "../" * (path.count("/") - 1) or "./"


def asked(scope: Scope) -> str:
    """Give an address's query with its question mark, as it came."""
    query = scope["query_string"].decode("latin-1")
    return f"?{query}" if query else ""
