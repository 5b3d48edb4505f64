"""Connection limit: how many pages may be open at once; beyond that the class is full."""

import re
import secrets
import time
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.error_response import send_error
from server.metrics import OPEN_PAGES, REFUSALS
from server.networks import FOLDER as NETWORKS
from server.notice import FULL, notice_pages
from server.request_info import client_address, header, reader_language
from server.widgets import FOLDER as WIDGETS

COOKIE = "unrolled_place"  # random, gone with the browser's window, and tells nothing of anyone
RESERVATION_SECONDS = 20.0  # from a page's first byte until its websocket
RETRY_AFTER_SECONDS = 20
FILE_PREFIXES = ("static", "media", "_stcore", "healthz", WIDGETS, NETWORKS)
FULL_HEADERS = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"retry-after", str(RETRY_AFTER_SECONDS).encode()),
]


class ConnectionLimit:
    """Middleware that counts open pages, and reserves a place for each page that is loading."""

    def __init__(
        self,
        app: ASGIApp,
        max_pages: int,
        max_per_address: int | None = None,
        *,
        framed: bool = False,
    ) -> None:
        """Wrap an application.

        Args:
            app: answers as long as there are places.
            max_pages: open pages in all.
            max_per_address: open pages of one address; None is all of them.
            framed: whether other sites may embed the lesson.
        """
        self.app, self.max_pages = app, max_pages
        self.max_per_address = max_per_address or max_pages
        # In another site's frame a browser stores no other cookie, and this one over https only.
        self.cookie_attributes = "SameSite=None; Secure" if framed else "SameSite=Lax"
        self.open_pages: Counter[str] = Counter()  # by browser; "" are those of programs
        self.open_by_address: Counter[str] = Counter()
        self.reservations: dict[str, tuple[float, str]] = {}  # expiry and address, by browser
        self.full_pages = notice_pages(FULL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "websocket":
            await self._serve_websocket(scope, receive, send)
        elif is_page_request(scope):
            await self._serve_page(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _serve_websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        browser, address = browser_id(scope), client_address(scope)
        if not self.acquire(browser, address):
            REFUSALS.labels("full").inc()
            await send_error(scope, send, 503)
            return
        OPEN_PAGES.set(self.open_pages.total())
        try:
            await self.app(scope, receive, send)
        finally:
            self.release(browser, address)
            OPEN_PAGES.set(self.open_pages.total())

    async def _serve_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        browser = self.reserve(browser_id(scope), client_address(scope))
        if not browser:
            REFUSALS.labels("full").inc()
            page = self.full_pages[reader_language(scope)]
            await send_error(scope, send, 503, page.encode(), FULL_HEADERS)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={browser}; Path=/; HttpOnly; {self.cookie_attributes}".encode()
                message["headers"] = [*message["headers"], (b"set-cookie", cookie)]
            await send(message)

        await self.app(scope, receive, send_with_cookie)

    def reserve(self, browser: str, address: str = "") -> str:
        """Reserve a place for a page that is loading.

        Args:
            browser: its id; "" is a new browser.
            address: of the client.

        Returns:
            The browser's id, or "" where no place is free.
        """
        self._expire()
        browser = browser or secrets.token_urlsafe(9)
        if self.open_pages[browser] == 1:  # a page that is loaded again leaves its own place
            return browser
        if browser not in self.reservations and not self._has_room(address):
            return ""
        self.reservations[browser] = time.monotonic() + RESERVATION_SECONDS, address
        return browser

    def acquire(self, browser: str, address: str = "") -> bool:
        """Take a place; return whether there was one."""
        self._expire()
        was_reserved = self.reservations.pop(browser, None) is not None
        # A page that is loaded again may be back before the server knows that it left.
        returns = browser != "" and self.open_pages[browser] == 1
        if not (was_reserved or returns or self._has_room(address)):
            return False
        self.open_pages[browser] += 1
        self.open_by_address[address] += 1
        return True

    def release(self, browser: str, address: str = "") -> None:
        """Give a place back."""
        for count, key in ((self.open_pages, browser), (self.open_by_address, address)):
            count[key] -= 1
            if not count[key]:
                del count[key]

    def _has_room(self, address: str) -> bool:
        """Whether a place is free, for an address that may not have all of them."""
        reserved = sum(whose == address for _, whose in self.reservations.values())
        if self.open_by_address[address] + reserved >= self.max_per_address:
            return False
        return self.open_pages.total() + len(self.reservations) < self.max_pages

    def _expire(self) -> None:
        now = time.monotonic()
        self.reservations = {key: held for key, held in self.reservations.items() if held[0] > now}
        self.open_pages, self.open_by_address = +self.open_pages, +self.open_by_address


def is_page_request(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, and not for one of its files."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].split("/")[1] not in FILE_PREFIXES
        and "text/html" in (header(scope, b"accept") or "")
    )


def browser_id(scope: Scope) -> str:
    """Return the browser's id from its cookie, or ""."""
    found = re.search(rf"(?:^|; ?){COOKIE}=([\w-]{{12}})(?:;|$)", header(scope, b"cookie") or "")
    return found[1] if found else ""
